package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.tls.AdmissionPolicy;
import java.util.Set;

/**
 * Who belongs to the network, as of now. A change takes effect within a second: connections of
 * those who left are closed, and those who came are dialled.
 */
public interface Membership extends AdmissionPolicy {

  /**
   * The nodes to keep connected, which are the only ones whose pushes are taken. All of them are
   * admitted. Called by many threads.
   */
  Set<Address> partners();

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
