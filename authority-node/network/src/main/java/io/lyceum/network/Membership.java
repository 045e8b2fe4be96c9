package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.tls.AdmissionPolicy;
import java.util.Set;

/**
 * Who belongs to the network, as of now. A change takes effect within a second: calls of those who
 * are not admitted any more end, pushes of those who are no partners any more are refused, and
 * those who came are dialled.
 */
public interface Membership extends AdmissionPolicy {

  /**
   * The nodes to keep connected, which are the only ones whose pushes are taken. All of them are
   * admitted. Called by many threads.
   */
  Set<Address> partners();

  /** Partners are: a node needs their addresses. */
  @Override
  default boolean prefers(Address node) {
    return partners().contains(node);
  }

  /** Exactly these nodes, all of them partners. */
  static Membership of(Set<Address> nodes) {
    Set<Address> fixed = Set.copyOf(nodes);
    return new Membership() {
      @Override
      public Set<Address> partners() {
        return fixed;
      }

      @Override
      public boolean admits(Address node) {
        return fixed.contains(node);
      }
    };
  }
}
