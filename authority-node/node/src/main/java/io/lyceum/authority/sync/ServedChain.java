package io.lyceum.authority.sync;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.network.BlockSource;
import io.lyceum.network.ChainStatus;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** This node's chain as peers see it. */
public final class ServedChain implements BlockSource {

  private final Blockchain chain;

  /** Serves a chain. */
  public ServedChain(Blockchain chain) {
    this.chain = chain;
  }

  @Override
  public ChainStatus status() {
    BlockHeader head = chain.head();
    return new ChainStatus(
        chain.genesis().config().chainId(), chain.genesis().hash(), head.number(), head.hash());
  }

  @Override
  public Optional<Bytes> block(long number) {
    return chain.hash(number).flatMap(chain::encodedBlock);
  }
}
