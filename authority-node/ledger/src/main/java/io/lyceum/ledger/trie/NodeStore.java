package io.lyceum.ledger.trie;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Where the encodings of trie nodes lie, by their Keccak-256. */
@FunctionalInterface
public interface NodeStore {

  /** A store of nothing. */
  NodeStore EMPTY = hash -> Optional.empty();

  /** The encoding of a node, if it is held. */
  Optional<Bytes> node(Bytes32 hash);
}
