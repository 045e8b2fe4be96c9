package io.lyceum.authority.sync;

import io.lyceum.ledger.block.Block;
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
  public Optional<Bytes> header(long number) {
    return chain.header(number).map(BlockHeader::encoded);
  }

  @Override
  public Optional<Bytes> body(long number) {
    return chain.hash(number).flatMap(chain::encodedBlock).map(Block::encodedBody);
  }
}
