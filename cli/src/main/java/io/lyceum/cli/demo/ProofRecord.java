package io.lyceum.cli.demo;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.Verdict;
import io.lyceum.ledger.types.Address;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;

/** A proof and what the authorities have said about it. For one thread. */
final class ProofRecord {

  private final ChainEvent.Submitted submitted;
  private final Map<Integer, Set<Address>> samplers = new TreeMap<>();
  private final Map<Integer, Set<Address>> refuters = new TreeMap<>();
  private int attestations;
  private ProofStatus outcome = ProofStatus.PENDING;

  ProofRecord(ChainEvent.Submitted submitted) {
    this.submitted = submitted;
  }

  void add(ChainEvent.Attested attested) {
    attestations++;
    for (int i = 0; i < attested.samples().size(); i++) {
      int segment = attested.samples().get(i);
      into(samplers, segment, attested.authority());
      refute(segment, attested.authority(), attested.verdicts().get(i));
    }
  }

  void add(ChainEvent.Judged judged) {
    refute(judged.segment(), judged.authority(), judged.verdict());
  }

  void add(ChainEvent.Settled settled) {
    outcome = settled.outcome();
  }

  Bytes32 id() {
    return submitted.proof();
  }

  Address learner() {
    return submitted.learner();
  }

  long epoch() {
    return submitted.epoch();
  }

  /** How many authorities have attested it. */
  int attestations() {
    return attestations;
  }

  ProofStatus outcome() {
    return outcome;
  }

  /** Who had drawn a segment. */
  Set<Address> samplers(int segment) {
    return Set.copyOf(samplers.getOrDefault(segment, Set.of()));
  }

  /** Who found what wrong, by segment. */
  Map<Integer, Set<Address>> refuters() {
    return Map.copyOf(refuters);
  }

  private void refute(int segment, Address authority, Verdict verdict) {
    if (verdict == Verdict.MISMATCH || verdict == Verdict.UNAVAILABLE) {
      into(refuters, segment, authority);
    }
  }

  private static void into(Map<Integer, Set<Address>> sets, int segment, Address authority) {
    sets.computeIfAbsent(segment, none -> new LinkedHashSet<>()).add(authority);
  }
}
