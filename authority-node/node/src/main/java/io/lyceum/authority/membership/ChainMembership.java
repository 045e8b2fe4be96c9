package io.lyceum.authority.membership;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.chain.SimulatedContractCall;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ValidatorProvider;
import io.lyceum.network.Membership;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admission that follows the chain: at this node's head, authorities and admitted learners belong
 * to the network, and so do the nodes that the operator permits. While the head is old, the boot
 * nodes do as well: a node that joins, or was away for long, cannot know better yet. The chain is
 * asked at most once for each head.
 */
public final class ChainMembership implements Membership {

  private static final Logger LOG = LoggerFactory.getLogger(ChainMembership.class);

  private record Members(long head, Set<Address> partners, Set<Address> learners) {}

  private final Registries registries;
  private final Supplier<BlockHeader> head;
  private final Set<Address> permitted;
  private final Set<Address> bootNodes;
  private final Duration patience;
  private final InstantSource clock;
  private volatile Members members = new Members(-1, Set.of(), Set.of());

  /**
   * @param head this node's, at the time of asking
   * @param permitted nodes that belong to the network whatever the chain says
   * @param bootNodes nodes that are trusted while the head is old
   * @param patience the age at which a head is old
   */
  ChainMembership(
      Registries registries,
      Supplier<BlockHeader> head,
      Set<Address> permitted,
      Set<Address> bootNodes,
      Duration patience,
      InstantSource clock) {
    this.registries = registries;
    this.head = head;
    this.permitted = Set.copyOf(permitted);
    this.bootNodes = Set.copyOf(bootNodes);
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * The membership of a chain.
   *
   * @param validators of each block
   * @param simulator asks the contracts
   */
  public static ChainMembership of(
      Blockchain chain,
      ValidatorProvider validators,
      CallSimulator simulator,
      Set<Address> permitted,
      Set<Address> bootNodes,
      Duration patience,
      InstantSource clock) {
    return new ChainMembership(
        new ChainRegistries(chain, validators, new SimulatedContractCall(chain, simulator)),
        chain::head,
        permitted,
        bootNodes,
        patience,
        clock);
  }

  @Override
  public boolean admits(Address node) {
    Members current = current();
    return current.partners().contains(node)
        || current.learners().contains(node)
        || bootNodes.contains(node) && isHeadOld();
  }

  @Override
  public Set<Address> partners() {
    if (!isHeadOld()) {
      return current().partners();
    }
    Set<Address> trusted = new TreeSet<>(current().partners());
    trusted.addAll(bootNodes);
    return trusted;
  }

  /** Whom the chain knows at the head: authorities, admitted learners, and permitted nodes. */
  public Set<Address> members() {
    Members now = current();
    Set<Address> members = new TreeSet<>(now.partners());
    members.addAll(now.learners());
    return members;
  }

  private boolean isHeadOld() {
    Instant sealed = Instant.ofEpochSecond(head.get().timestamp());
    return sealed.plus(patience).isBefore(clock.instant());
  }

  private Members current() {
    BlockHeader now = head.get();
    // Blocks are final, so the number says which one it is.
    return members.head() == now.number() ? members : readAt(now);
  }

  private synchronized Members readAt(BlockHeader now) {
    if (members.head() != now.number()) {
      try {
        Set<Address> partners = new TreeSet<>(registries.authoritiesAfter(now));
        partners.addAll(permitted);
        members =
            new Members(
                now.number(),
                Collections.unmodifiableSet(partners),
                Set.copyOf(registries.learnersAfter(now)));
      } catch (IllegalStateException e) {
        LOG.warn("The members after block {} cannot be read; the former ones stay", now.number());
        members = new Members(now.number(), members.partners(), members.learners());
      }
    }
    return members;
  }
}
