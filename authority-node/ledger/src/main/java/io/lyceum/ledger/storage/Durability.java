package io.lyceum.ledger.storage;

/**
 * From when on a block that was appended outlives a crash of the machine. A crash of the process
 * alone loses nothing either way, and after any crash the chain ends at a whole block.
 */
public enum Durability {
  /** When the call that appends it returns: what a running network needs. */
  AT_ONCE,
  /**
   * With {@link Blockchain#sync} or the next block or record that is written {@link #AT_ONCE}: for
   * blocks that can be had again, since waiting for the disk takes longer than all the rest.
   */
  LATER
}
