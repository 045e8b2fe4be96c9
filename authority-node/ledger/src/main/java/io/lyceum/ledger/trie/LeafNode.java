package io.lyceum.ledger.trie;

import org.apache.tuweni.bytes.Bytes;

/** The rest of a key with its value. */
final class LeafNode extends MaterialNode {

  private final NibblePath path;
  private final Bytes value;

  LeafNode(NibblePath path, Bytes value) {
    this.path = path;
    this.value = value;
  }

  NibblePath path() {
    return path;
  }

  Bytes value() {
    return value;
  }
}
