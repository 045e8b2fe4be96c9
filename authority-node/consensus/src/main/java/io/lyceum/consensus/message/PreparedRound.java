package io.lyceum.consensus.message;

import org.apache.tuweni.bytes.Bytes32;

/**
 * The claim that a validator was prepared.
 *
 * @param round the last round in which it saw a quorum of prepares
 * @param digest the digest of that round's block
 */
public record PreparedRound(int round, Bytes32 digest) {}
