package io.lyceum.authority.gossip;

/**
 * How many transactions one peer may push.
 *
 * @param perSecond sustained
 * @param burst at once, after a time of silence
 * @param waiting that may wait for the pool
 * @param waitingBytes encoded, that may wait for the pool
 */
record PushLimits(int perSecond, int burst, int waiting, long waitingBytes) {

  /** Several times what a network of ordinary machines can mine. */
  static final PushLimits DEFAULT = new PushLimits(10_000, 20_000, 20_000, 16L << 20);
}
