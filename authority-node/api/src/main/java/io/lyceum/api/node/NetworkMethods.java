package io.lyceum.api.node;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.HASH;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.crypto.Keccak;
import org.apache.tuweni.units.bigints.UInt256;

/** Who this node is and whom it knows. */
public final class NetworkMethods implements RpcMethodFamily {

  /** What clients that ask for it expect; between themselves our nodes speak another protocol. */
  private static final int PROTOCOL_VERSION = 68;

  private final UInt256 chainId;
  private final String clientVersion;
  private final NetworkView network;

  /**
   * @param chainId the chain's id, which is its network id too
   * @param clientVersion name and version of the program, as {@code lyceum/0.1.0}
   * @param network the peers
   */
  public NetworkMethods(UInt256 chainId, String clientVersion, NetworkView network) {
    this.chainId = chainId;
    this.clientVersion = clientVersion;
    this.network = network;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_chainId", "The id that transactions of this chain are signed for")
                .returns("chainId", QUANTITY),
            parameters -> chainId)
        .add(
            method("eth_syncing", "How far synchronization has come, or false if it is done")
                .returns(
                    "progress", Schema.anyOf(ResultSchemas.of(SyncProgress.class), Schema.BOOLEAN)),
            parameters -> syncing())
        .add(
            method("net_version", "The network's id in decimal").returns("id", Schema.STRING),
            parameters -> chainId.toUnsignedBigInteger().toString())
        .add(
            method("net_listening", "Whether this node takes connections of others")
                .returns("listening", Schema.BOOLEAN),
            parameters -> true)
        .add(
            method("eth_protocolVersion", "The version of Ethereum's wire protocol (eth/68)")
                .returns("version", QUANTITY),
            parameters -> PROTOCOL_VERSION)
        .add(
            method("web3_sha3", "The Keccak-256 of data")
                .required("data", DATA)
                .returns("hash", HASH),
            parameters -> Keccak.hash(parameters.required(0, "data", Hexadecimal::data)))
        .add(
            method("net_peerCount", "How many nodes this one is connected with")
                .returns("peers", QUANTITY),
            parameters -> network.peerCount())
        .add(
            method("web3_clientVersion", "Name and version of this program")
                .returns("version", Schema.STRING),
            parameters -> clientVersion);
  }

  private Object syncing() {
    return network.syncProgress().<Object>map(progress -> progress).orElse(false);
  }
}
