package io.lyceum.authority;

/** What a validator does that lost the record of what it signed. */
public enum LostRecord {
  /**
   * It signs nothing until the chain has passed every height at which it could contradict itself.
   */
  ABSTAIN,
  /**
   * It signs at once: the operator's override where too many lost their disks for a quorum. If this
   * validator signed a block or a round that it knows nothing of any more, it may contradict itself
   * now, and two different blocks of one height could be sealed.
   */
  SIGN
}
