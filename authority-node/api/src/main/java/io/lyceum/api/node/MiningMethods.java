package io.lyceum.api.node;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.ADDRESS;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import io.lyceum.api.lyceum.NodeStatus;
import io.lyceum.api.lyceum.Sealing;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.schema.Schema;
import java.util.function.Supplier;

/** What clients ask about mining; a QBFT validator seals blocks, and computes nothing for them. */
public final class MiningMethods implements RpcMethodFamily {

  private final Supplier<NodeStatus> status;

  /** Tells of a node. */
  public MiningMethods(Supplier<NodeStatus> status) {
    this.status = status;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_coinbase", "The account that this node's blocks name as proposer")
                .returns("address", ADDRESS),
            parameters -> status.get().address())
        .add(
            method("eth_mining", "Whether this node takes part in sealing blocks")
                .returns("mining", Schema.BOOLEAN),
            parameters -> status.get().sealing() == Sealing.SEALING)
        .add(
            method("eth_hashrate", "Hashes a second; always zero, as blocks are sealed by votes")
                .returns("hashrate", QUANTITY),
            parameters -> 0);
  }
}
