package io.lyceum.pool;

import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The queues of all senders, in the order in which blocks take from them and in that in which they
 * lose something when room is needed. Both orders are kept up at every change, at the cost of a
 * step in a tree, so that no block and no newcomer has to sort what waits. For one thread at a
 * time.
 */
final class SenderQueues {

  /** The places of a queue in the two orders. */
  private record Ranks(Optional<SelectionRank> selection, EvictionRank eviction) {}

  private final Map<Address, SenderQueue> bySender = new HashMap<>();
  private final Map<Address, Ranks> ranks = new HashMap<>();
  private final NavigableMap<SelectionRank, SenderQueue> readyMembers = new TreeMap<>();
  private final NavigableMap<SelectionRank, SenderQueue> readyOthers = new TreeMap<>();
  private final NavigableMap<EvictionRank, SenderQueue> leaving = new TreeMap<>();
  private final PoolUsage members = new PoolUsage();
  private final PoolUsage others = new PoolUsage();
  private Set<Address> known;
  private UInt256 baseFee;

  /**
   * @param known the members of the network
   * @param baseFee of the next block, in wei
   */
  SenderQueues(Set<Address> known, UInt256 baseFee) {
    this.known = known;
    this.baseFee = baseFee;
  }

  Optional<SenderQueue> of(Address sender) {
    return Optional.ofNullable(bySender.get(sender));
  }

  Collection<SenderQueue> all() {
    return Collections.unmodifiableCollection(bySender.values());
  }

  boolean isMember(Address sender) {
    return known.contains(sender);
  }

  UInt256 baseFee() {
    return baseFee;
  }

  /** What senders take up that the chain knows. */
  PoolUsage members() {
    return members;
  }

  /** What all other senders take up. */
  PoolUsage others() {
    return others;
  }

  /** Changes the queue of a sender, which is forgotten when it is empty afterwards. */
  void change(SenderQueue queue, Consumer<SenderQueue> change) {
    leave(queue);
    change.accept(queue);
    enter(queue);
  }

  /** Orders all anew by another base fee, or for other members. */
  void reorder(Set<Address> newMembers, UInt256 newBaseFee) {
    Set<Address> moved = new TreeSet<>(known);
    moved.addAll(newMembers);
    moved.removeIf(address -> known.contains(address) == newMembers.contains(address));
    List<SenderQueue> queues =
        newBaseFee.equals(baseFee)
            ? moved.stream().map(this::of).flatMap(Optional::stream).toList()
            : List.copyOf(bySender.values());
    queues.forEach(this::leave);
    known = newMembers;
    baseFee = newBaseFee;
    queues.forEach(this::enter);
  }

  /** Whose last transaction leaves first, when one of somebody else needs room. */
  Optional<SenderQueue> firstToLeave(Address newcomer) {
    return leaving.values().stream().filter(queue -> !queue.sender().equals(newcomer)).findFirst();
  }

  /** The place of a sender's queue, which must not be empty, in the order of leaving. */
  EvictionRank evictionRank(SenderQueue queue) {
    return ranks.get(queue.sender()).eviction();
  }

  /** The next senders of whom a block may take something, members or others. */
  List<ReadySender> ready(boolean ofMembers, Optional<SelectionRank> after, int most) {
    NavigableMap<SelectionRank, SenderQueue> all = ofMembers ? readyMembers : readyOthers;
    Map<SelectionRank, SenderQueue> rest =
        after.isPresent() ? all.tailMap(after.get(), false) : all;
    List<ReadySender> next = new ArrayList<>();
    for (Map.Entry<SelectionRank, SenderQueue> entry : rest.entrySet()) {
      if (next.size() == most) {
        break;
      }
      next.add(new ReadySender(entry.getKey(), entry.getValue().run(baseFee)));
    }
    return next;
  }

  private void leave(SenderQueue queue) {
    Ranks former = ranks.remove(queue.sender());
    if (former == null) {
      return;
    }
    former.selection().ifPresent(ready(isMember(queue.sender()))::remove);
    leaving.remove(former.eviction());
    bySender.remove(queue.sender());
    usage(queue).subtract(queue);
  }

  private void enter(SenderQueue queue) {
    if (queue.isEmpty()) {
      return;
    }
    boolean member = isMember(queue.sender());
    PooledTransaction last = queue.last();
    Ranks now =
        new Ranks(
            queue
                .first()
                .filter(first -> first.reaches(baseFee))
                .map(first -> SelectionRank.of(first, baseFee, member, 0)),
            new EvictionRank(
                member, queue.isPending(last), queue.lowestTip(baseFee), last.arrival()));
    now.selection().ifPresent(rank -> ready(member).put(rank, queue));
    leaving.put(now.eviction(), queue);
    ranks.put(queue.sender(), now);
    bySender.put(queue.sender(), queue);
    usage(queue).add(queue);
  }

  private NavigableMap<SelectionRank, SenderQueue> ready(boolean member) {
    return member ? readyMembers : readyOthers;
  }

  private PoolUsage usage(SenderQueue queue) {
    return isMember(queue.sender()) ? members : others;
  }
}
