package io.lyceum.pool;

/**
 * How full the pool is.
 *
 * @param pending transactions that the next blocks can take
 * @param queued transactions that wait for one with a lower nonce
 * @param bytes of all, encoded
 */
public record PoolStatus(int pending, int queued, long bytes) {}
