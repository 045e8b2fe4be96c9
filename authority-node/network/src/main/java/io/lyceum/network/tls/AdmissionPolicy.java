package io.lyceum.network.tls;

import io.lyceum.ledger.types.Address;
import java.util.Set;

/**
 * Who may connect. Asked at every handshake and at every call, so a change takes effect at once.
 */
@FunctionalInterface
public interface AdmissionPolicy {

  /** Whether the node with this address is admitted. Called by many threads. */
  boolean admits(Address node);

  /** Whether this node is kept rather than others where there is no room for all. */
  default boolean prefers(Address node) {
    return false;
  }

  /** Admits exactly these nodes. */
  static AdmissionPolicy only(Set<Address> nodes) {
    return Set.copyOf(nodes)::contains;
  }
}
