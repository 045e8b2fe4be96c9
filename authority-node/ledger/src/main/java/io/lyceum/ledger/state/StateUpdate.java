package io.lyceum.ledger.state;

import java.util.Collections;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A new state beside an old one: nothing of it is written yet.
 *
 * @param root the new state root
 * @param nodes the trie nodes that the old state lacks, by hash
 * @param codes the codes that were set, by hash
 */
public record StateUpdate(Bytes32 root, Map<Bytes32, Bytes> nodes, Map<Bytes32, Bytes> codes) {

  /** Makes the maps unmodifiable. */
  public StateUpdate {
    nodes = Collections.unmodifiableMap(nodes);
    codes = Collections.unmodifiableMap(codes);
  }
}
