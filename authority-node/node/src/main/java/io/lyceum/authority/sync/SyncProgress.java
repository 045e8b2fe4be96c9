package io.lyceum.authority.sync;

/**
 * How far a node has come that lacks blocks.
 *
 * @param start its head when it began to fetch
 * @param current its head now
 * @param highest the last block that is proved to exist
 */
public record SyncProgress(long start, long current, long highest) {}
