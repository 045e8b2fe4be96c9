package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.tuweni.bytes.Bytes32;

/** Which block a client means: by tag, by number or by hash. */
public sealed interface BlockParameter {

  /** The letters of a hash, with {@code 0x}. */
  int HASH_LENGTH = 66;

  /** The newest block. */
  BlockParameter LATEST = Tag.LATEST;

  /** The names that move with the chain. */
  enum Tag implements BlockParameter {
    /** Block 0. */
    EARLIEST("earliest"),
    /** The newest block. */
    LATEST("latest"),
    /** The newest block that no fork undoes: on QBFT every block is, once sealed. */
    SAFE("safe"),
    /** As {@link #SAFE}. */
    FINALIZED("finalized"),
    /** The newest block with what the pool holds for the next. */
    PENDING("pending");

    private final String text;

    Tag(String text) {
      this.text = text;
    }
  }

  /** The block of a height. */
  record Number(long number) implements BlockParameter {}

  /** The block with a hash. */
  record Hash(Bytes32 hash) implements BlockParameter {}

  /**
   * Reads a tag, a number, a hash of 32 bytes, or the object of EIP-1898. Its {@code
   * requireCanonical} says nothing here, since a chain with finality has no other blocks.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static BlockParameter parse(JsonNode value) {
    if (!value.isObject()) {
      return value.isTextual() && value.textValue().length() == HASH_LENGTH
          ? new Hash(Hexadecimal.hash(value))
          : parseNumberOrTag(value);
    }
    boolean byHash = value.hasNonNull("blockHash");
    if (byHash == value.hasNonNull("blockNumber")) {
      throw new IllegalArgumentException("either blockHash or blockNumber is expected");
    }
    return byHash
        ? new Hash(Hexadecimal.hash(value.get("blockHash")))
        : parseNumberOrTag(value.get("blockNumber"));
  }

  /**
   * Reads a tag or a number.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static BlockParameter parseNumberOrTag(JsonNode value) {
    for (Tag tag : Tag.values()) {
      if (tag.text.equals(value.textValue())) {
        return tag;
      }
    }
    return new Number(Hexadecimal.unsignedLong(value));
  }
}
