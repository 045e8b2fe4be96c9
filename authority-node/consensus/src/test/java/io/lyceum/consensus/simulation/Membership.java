package io.lyceum.consensus.simulation;

import io.lyceum.consensus.chain.QuorumRule;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.types.Address;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Who seals which height. Nodes are numbered by the order of their addresses. */
public final class Membership {

  private final List<KeyPair> keys;
  private final QuorumRule quorum;
  private final NavigableMap<Long, ValidatorSet> fromHeight = new TreeMap<>();

  /**
   * Nodes of which the first {@code validators} seal all heights.
   *
   * @param nodes how many nodes there are
   * @param curve of their keys
   * @param quorum how many of a set decide
   */
  public Membership(int nodes, int validators, Secp256k1 curve, QuorumRule quorum) {
    this.keys =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(i -> new KeyPair(curve, Bytes32.leftPad(Bytes.ofUnsignedInt(7919L * i))))
            .sorted(Comparator.comparing(KeyPair::address))
            .toList();
    this.quorum = quorum;
    from(0, IntStream.range(0, validators).boxed().toList());
  }

  /** From a height on, these nodes seal. */
  void from(long height, List<Integer> nodes) {
    fromHeight.put(
        height,
        new ValidatorSet(nodes.stream().map(node -> keys.get(node).address()).toList(), quorum));
  }

  /** All keys, in the order of the nodes. */
  public List<KeyPair> keys() {
    return keys;
  }

  /** Who seals a height. */
  public ValidatorSet at(long height) {
    return fromHeight.floorEntry(height).getValue();
  }

  /** The number of a node. */
  int indexOf(Address address) {
    return keys.stream().map(KeyPair::address).toList().indexOf(address);
  }
}
