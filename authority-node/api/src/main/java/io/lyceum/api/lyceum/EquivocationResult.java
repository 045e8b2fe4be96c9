package io.lyceum.api.lyceum;

import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;

/**
 * Evidence that a validator signed two different things in one round. Anyone can check it: both
 * signatures are the validator's.
 *
 * @param validator who signed
 * @param height of the block in question
 * @param round of that height
 * @param kind of both payloads: proposal, prepare, commit or round_change
 * @param first RLP of {@code [payload, signature]}
 * @param second the same of the other
 */
public record EquivocationResult(
    Address validator, long height, int round, String kind, Bytes first, Bytes second) {}
