package io.lyceum.api.admin;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.HASH;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.lyceum.Invitation;
import io.lyceum.api.lyceum.NodeStatus;
import io.lyceum.api.node.NetworkView;
import io.lyceum.api.node.PeerResult;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import java.util.function.Supplier;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * {@code admin_nodeInfo}, {@code admin_peers} and {@code admin_addPeer}. Where Ethereum has enode
 * URLs, nodes are named {@code address@host:port} here.
 */
public final class AdminMethods implements RpcMethodFamily {

  private final UInt256 chainId;
  private final String clientVersion;
  private final ChainQuery chain;
  private final NetworkView network;
  private final Supplier<NodeStatus> status;
  private final Invitation invitation;

  /**
   * @param chainId the chain's id
   * @param clientVersion name and version of the program
   * @param chain of this node
   * @param network its peers
   * @param status of this node at the time of asking
   * @param invitation knows where this node is reached
   */
  public AdminMethods(
      UInt256 chainId,
      String clientVersion,
      ChainQuery chain,
      NetworkView network,
      Supplier<NodeStatus> status,
      Invitation invitation) {
    this.chainId = chainId;
    this.clientVersion = clientVersion;
    this.chain = chain;
    this.network = network;
    this.status = status;
    this.invitation = invitation;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    Schema protocol =
        Schema.object()
            .required("network", Schema.NUMBER)
            .required("genesis", HASH)
            .required("head", HASH)
            .required("difficulty", QUANTITY)
            .build();
    methods
        .add(
            method("admin_nodeInfo", "Who this node is, where it is, and how far its chain goes")
                .returns(
                    "node",
                    Schema.object()
                        .required("id", Schema.STRING)
                        .required("name", Schema.STRING)
                        .optional("endpoint", Schema.STRING)
                        .required("protocols", Schema.mapOf(protocol))
                        .build()),
            parameters -> nodeInfo())
        .add(
            method("admin_peers", "The nodes that this one is connected with")
                .returns("peers", Schema.arrayOf(ResultSchemas.of(PeerResult.class))),
            parameters -> network.peers())
        .add(
            method("admin_addPeer", "Connects with a node from now on, until this one stops")
                .required("node", Schema.STRING)
                .returns("added", Schema.BOOLEAN),
            this::addPeer);
  }

  /** True if that is news; Besu answers so too. */
  private boolean addPeer(RpcParameters parameters) {
    String place = parameters.required(0, "node", JsonNode::asText);
    try {
      return network.addPeer(place);
    } catch (IllegalArgumentException e) {
      throw RpcException.invalidParams(e.getMessage());
    }
  }

  private JsonNode nodeInfo() {
    NodeStatus now = status.get();
    String id = now.address().toString();
    ObjectNode info =
        JsonNodeFactory.instance.objectNode().put("id", id).put("name", clientVersion);
    invitation.bootNodes().stream()
        .filter(node -> node.startsWith(id))
        .findFirst()
        .ifPresent(place -> info.put("endpoint", place));
    var genesis = new BlockParameter.Number(0);
    info.putObject("protocols")
        .putObject("eth")
        .put("network", chainId.toBigInteger())
        .put("genesis", chain.hash(genesis).orElseThrow().toHexString())
        .put("head", now.headHash().toHexString())
        .put(
            "difficulty",
            chain.requiredHeader(genesis).difficulty().add(now.headNumber()).toQuantityHexString());
    return info;
  }
}
