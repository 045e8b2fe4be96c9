package io.lyceum.api.node;

/**
 * How far a node has come in fetching blocks.
 *
 * @param startingBlock where it began
 * @param currentBlock its newest
 * @param highestBlock the newest of its peers
 */
public record SyncProgress(long startingBlock, long currentBlock, long highestBlock) {}
