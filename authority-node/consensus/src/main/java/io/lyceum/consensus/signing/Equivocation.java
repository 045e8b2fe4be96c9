package io.lyceum.consensus.signing;

import io.lyceum.consensus.message.Payload;
import io.lyceum.consensus.message.SignedPayload;

/**
 * Evidence against a validator: two payloads of one kind and round that it signed and that differ.
 *
 * @param first the one that arrived first
 * @param second the other
 */
public record Equivocation(
    SignedPayload<? extends Payload> first, SignedPayload<? extends Payload> second) {}
