package io.lyceum.pool;

/**
 * How full the pool is.
 *
 * @param pending transactions that the next blocks can take
 * @param queued transactions that wait for one with a lower nonce
 * @param ofMembers those among both whose senders the chain knows
 * @param bytes of all, encoded
 */
public record PoolStatus(int pending, int queued, int ofMembers, long bytes) {}
