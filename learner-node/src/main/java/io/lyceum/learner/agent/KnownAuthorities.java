package io.lyceum.learner.agent;

import io.lyceum.contracts.LyceumContracts;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.tls.AdmissionPolicy;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorities, which are the only nodes that a learner deals with: the configured ones until
 * the chain was read for the first time, and then those that it names.
 */
final class KnownAuthorities implements AdmissionPolicy {

  private static final Logger LOG = LoggerFactory.getLogger(KnownAuthorities.class);

  private volatile Set<Address> authorities;

  KnownAuthorities(Collection<Address> configured) {
    authorities = Set.copyOf(configured);
  }

  @Override
  public boolean admits(Address node) {
    return authorities.contains(node);
  }

  /** Reads them from the chain; they stay what they were if no node answers. */
  void refresh(LyceumContracts contracts) throws InterruptedException {
    try {
      Set<Address> named = new TreeSet<>();
      for (Object address : contracts.authorities().getValidators().send()) {
        named.add(Address.fromHex(address.toString()));
      }
      authorities = Set.copyOf(named);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.debug("The authorities cannot be read", e);
    }
  }
}
