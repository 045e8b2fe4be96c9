package io.lyceum.ledger.state;

import org.apache.tuweni.units.bigints.UInt256;

/**
 * A storage slot in {@link JournaledState}: as the block found it, as the transaction found it, and
 * as it is. It is good until the transaction ends, and is written through the state alone.
 */
public final class StorageSlot {

  private final UInt256 before;
  private UInt256 original;
  private int writtenIn;
  UInt256 current;
  int warmIn;

  StorageSlot(UInt256 before) {
    this.before = before;
    this.current = before;
  }

  /** The value; zero where nothing was written. */
  public UInt256 current() {
    return current;
  }

  boolean isChanged() {
    return !current.equals(before);
  }

  UInt256 originalIn(int transaction) {
    return writtenIn == transaction ? original : current;
  }

  void write(UInt256 value, int transaction) {
    if (writtenIn != transaction) {
      original = current;
      writtenIn = transaction;
    }
    current = value;
  }
}
