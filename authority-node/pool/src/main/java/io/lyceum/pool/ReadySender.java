package io.lyceum.pool;

import java.util.Deque;

/**
 * A sender of whom a block may take something.
 *
 * @param rank of the first
 * @param run transactions with consecutive nonces, at least one
 */
record ReadySender(SelectionRank rank, Deque<PooledTransaction> run) {}
