package io.lyceum.api.node;

import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;

/** Who this node is and whom it knows. */
public final class NetworkMethods implements RpcMethodFamily {

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
        .add("eth_chainId", parameters -> chainId)
        .add("eth_syncing", parameters -> syncing())
        .add("eth_accounts", parameters -> List.of())
        .add("net_version", parameters -> chainId.toUnsignedBigInteger().toString())
        .add("net_peerCount", parameters -> network.peerCount())
        .add("web3_clientVersion", parameters -> clientVersion);
  }

  private Object syncing() {
    return network.syncProgress().<Object>map(progress -> progress).orElse(false);
  }
}
