package io.lyceum.network;

import io.lyceum.network.artifact.ArtifactSource;

/**
 * What a network delivers to, and what it serves from.
 *
 * @param consensus takes consensus messages
 * @param transactions takes gossiped transactions
 * @param blocks takes announcements of blocks
 * @param chain serves blocks
 * @param artifacts serves artifacts
 * @param peers learns of connections
 */
public record PeerHandlers(
    ConsensusHandler consensus,
    TransactionHandler transactions,
    BlockHandler blocks,
    BlockSource chain,
    ArtifactSource artifacts,
    PeerListener peers) {}
