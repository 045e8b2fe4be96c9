package io.lyceum.network;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A block that a node has imported.
 *
 * @param number its height
 * @param hash of its header
 * @param block its RLP; absent where it is too large to push, or the peer likely has it
 */
public record BlockAnnouncement(long number, Bytes32 hash, Optional<Bytes> block) {}
