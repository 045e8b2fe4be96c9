package io.lyceum.consensus.simulation;

import io.lyceum.consensus.chain.QuorumRule;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Who seals which height. Nodes are numbered by the order of their addresses. */
public final class Membership {

  private static final long CHANGE_EVERY = 6;
  private static final long CHANGES = 30;

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

  /** An honest validator leaves, or a node that was none joins, every few heights. */
  void planChanges(int size, Set<Integer> traitors, RandomGenerator random) {
    List<Integer> inside = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    List<Integer> outside = new ArrayList<>(IntStream.range(size, keys.size()).boxed().toList());
    int most = outside.size();
    for (long height = CHANGE_EVERY; height < CHANGES * CHANGE_EVERY; height += CHANGE_EVERY) {
      boolean join = inside.size() <= size || outside.size() == most && random.nextBoolean();
      List<Integer> from = join ? outside : inside;
      List<Integer> honest = from.stream().filter(node -> !traitors.contains(node)).toList();
      Integer moved = honest.get(random.nextInt(honest.size()));
      from.remove(moved);
      (join ? inside : outside).add(moved);
      from(height, inside);
    }
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
