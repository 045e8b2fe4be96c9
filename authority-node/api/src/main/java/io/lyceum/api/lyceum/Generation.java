package io.lyceum.api.lyceum;

import org.apache.tuweni.bytes.Bytes32;

/**
 * What a model added to a prompt.
 *
 * @param text what was added, without the prompt
 * @param version the root of the parameters that wrote it
 * @param attestedAt the number of the block that made them the current version
 */
public record Generation(String text, Bytes32 version, long attestedAt) {}
