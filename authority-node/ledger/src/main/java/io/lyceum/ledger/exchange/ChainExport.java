package io.lyceum.ledger.exchange;

import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Writes blocks of a chain in the form in which they are imported, block 0 included. */
public final class ChainExport {

  private final Blockchain chain;

  /** Exports from a chain. */
  public ChainExport(Blockchain chain) {
    this.chain = chain;
  }

  /**
   * Writes blocks in the order of their numbers.
   *
   * @param from the first
   * @param until the number after the last
   * @param output left open
   * @param written is told the number of each block
   * @throws IllegalArgumentException if the chain does not have all of them
   * @throws IOException if they cannot be written
   */
  public void write(long from, long until, OutputStream output, LongConsumer written)
      throws IOException {
    long end = chain.head().number() + 1;
    if (from < 0 || from > until || until > end) {
      throw new IllegalArgumentException(
          "The chain has the blocks from 0 to %d, not from %d to %d"
              .formatted(end - 1, from, until - 1));
    }
    for (long number = from; number < until; number++) {
      output.write(encoded(number));
      written.accept(number);
    }
  }

  private byte[] encoded(long number) {
    return chain
        .hash(number)
        .flatMap(chain::encodedBlock)
        .orElseThrow(() -> new StorageException("The store lacks block " + number))
        .toArrayUnsafe();
  }
}
