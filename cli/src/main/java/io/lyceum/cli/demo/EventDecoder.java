package io.lyceum.cli.demo;

import io.lyceum.contracts.LearnerRegistry;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.TrainingJobs;
import io.lyceum.contracts.Verdict;
import io.lyceum.ledger.types.Address;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** Makes {@link ChainEvent}s of the contracts' logs. */
final class EventDecoder {

  private static final int LOSS_DECIMALS = 9;

  /** By contract and first topic. */
  private final Map<String, Function<Log, ChainEvent>> decoders = new HashMap<>();

  EventDecoder() {
    Predeployed proofs = Predeployed.PROOF_OF_LEARNING;
    add(proofs, ProofOfLearning.EPOCHBEGAN_EVENT, EventDecoder::epochBegan);
    add(proofs, ProofOfLearning.PROOFSUBMITTED_EVENT, EventDecoder::submitted);
    add(proofs, ProofOfLearning.ATTESTED_EVENT, EventDecoder::attested);
    add(proofs, ProofOfLearning.SEGMENTNAMED_EVENT, EventDecoder::named);
    add(proofs, ProofOfLearning.JUDGED_EVENT, EventDecoder::judged);
    add(proofs, ProofOfLearning.PROOFSETTLED_EVENT, EventDecoder::settled);
    add(proofs, ProofOfLearning.REWARDPAID_EVENT, EventDecoder::paid);
    add(proofs, ProofOfLearning.EPOCHCLOSED_EVENT, EventDecoder::epochClosed);
    add(Predeployed.LEARNER_REGISTRY, LearnerRegistry.BONDSLASHED_EVENT, EventDecoder::slashed);
    add(
        Predeployed.LEARNER_REGISTRY,
        LearnerRegistry.REPUTATIONCHANGED_EVENT,
        EventDecoder::reputationChanged);
    add(
        Predeployed.TRAINING_JOBS,
        TrainingJobs.JOBFINISHED_EVENT,
        log -> new ChainEvent.JobFinished());
  }

  /** The contracts whose logs are understood. */
  List<String> contracts() {
    return List.of(
        Predeployed.PROOF_OF_LEARNING.address(),
        Predeployed.LEARNER_REGISTRY.address(),
        Predeployed.TRAINING_JOBS.address());
  }

  /** The event of a log; empty if it is none of ours. */
  Optional<ChainEvent> decode(Log log) {
    if (log.getTopics().isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(decoders.get(key(log.getAddress(), log.getTopics().getFirst())))
        .map(decoder -> decoder.apply(log));
  }

  private void add(Predeployed contract, Event event, Function<Log, ChainEvent> decoder) {
    decoders.put(key(contract.address(), EventEncoder.encode(event)), decoder);
  }

  private static String key(String address, String topic) {
    return Address.fromHex(address) + topic;
  }

  private static ChainEvent epochBegan(Log log) {
    var event = ProofOfLearning.getEpochBeganEventFromLog(log);
    return new ChainEvent.EpochBegan(
        event.epoch.longValueExact(), nats(event.parentLoss), event.learners.intValueExact());
  }

  private static ChainEvent submitted(Log log) {
    var event = ProofOfLearning.getProofSubmittedEventFromLog(log);
    return new ChainEvent.Submitted(
        Bytes32.wrap(event.proofId),
        Address.fromHex(event.learner),
        event.epoch.longValueExact(),
        nats(event.loss));
  }

  private static ChainEvent attested(Log log) {
    var event = ProofOfLearning.getAttestedEventFromLog(log);
    return new ChainEvent.Attested(
        Bytes32.wrap(event.proofId),
        Address.fromHex(event.authority),
        event.samples.stream().map(BigInteger::intValueExact).toList(),
        event.verdicts.stream().map(EventDecoder::verdict).toList(),
        verdict(event.evaluation));
  }

  private static ChainEvent named(Log log) {
    var event = ProofOfLearning.getSegmentNamedEventFromLog(log);
    return new ChainEvent.Named(
        Bytes32.wrap(event.proofId),
        event.segment.intValueExact(),
        Address.fromHex(event.authority),
        verdict(event.verdict));
  }

  private static ChainEvent judged(Log log) {
    var event = ProofOfLearning.getJudgedEventFromLog(log);
    return new ChainEvent.Judged(
        Bytes32.wrap(event.proofId),
        event.segment.intValueExact(),
        Address.fromHex(event.authority),
        verdict(event.verdict));
  }

  private static ChainEvent settled(Log log) {
    var event = ProofOfLearning.getProofSettledEventFromLog(log);
    return new ChainEvent.Settled(
        Bytes32.wrap(event.proofId),
        Address.fromHex(event.learner),
        event.epoch.longValueExact(),
        ProofStatus.of(event.status));
  }

  private static ChainEvent paid(Log log) {
    var event = ProofOfLearning.getRewardPaidEventFromLog(log);
    return new ChainEvent.Paid(
        Bytes32.wrap(event.proofId),
        Address.fromHex(event.learner),
        event.epoch.longValueExact(),
        event.amount);
  }

  private static ChainEvent epochClosed(Log log) {
    var event = ProofOfLearning.getEpochClosedEventFromLog(log);
    Bytes32 winner = Bytes32.wrap(event.winner);
    return new ChainEvent.EpochClosed(
        event.epoch.longValueExact(),
        event.accepted.intValueExact(),
        winner.isZero() ? Optional.empty() : Optional.of(winner),
        nats(event.loss));
  }

  private static ChainEvent slashed(Log log) {
    var event = LearnerRegistry.getBondSlashedEventFromLog(log);
    return new ChainEvent.Slashed(Address.fromHex(event.learner), event.amount);
  }

  private static ChainEvent reputationChanged(Log log) {
    var event = LearnerRegistry.getReputationChangedEventFromLog(log);
    return new ChainEvent.ReputationChanged(
        Address.fromHex(event.learner), event.reputation.intValueExact());
  }

  private static Verdict verdict(BigInteger number) {
    return Verdict.of(number)
        .orElseThrow(() -> new IllegalArgumentException("An event tells of no verdict"));
  }

  private static double nats(BigInteger loss) {
    return new BigDecimal(loss, LOSS_DECIMALS).doubleValue();
  }
}
