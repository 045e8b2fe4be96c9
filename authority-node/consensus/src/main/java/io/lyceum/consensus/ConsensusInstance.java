package io.lyceum.consensus;

import io.lyceum.consensus.chain.PendingTransactions;
import io.lyceum.consensus.chain.ProposalValidator;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.Vote;
import io.lyceum.consensus.round.MessageBuffer;
import io.lyceum.consensus.round.RoundChangeManager;
import io.lyceum.consensus.round.RoundState;
import io.lyceum.consensus.signing.EquivocationDetector;
import io.lyceum.consensus.signing.Signatory;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.consensus.validation.JustificationRules;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agreement on one block: QBFT's instance of a height, with its rounds one after another.
 *
 * <p>Two rules bring validators together however long they were apart. A round above 0 is timed
 * only once a quorum is known to have reached it, so that nobody runs ahead while there is no
 * quorum; and f + 1 validators in a later round pull this one there at once.
 */
final class ConsensusInstance {

  private static final Logger LOG = LoggerFactory.getLogger(ConsensusInstance.class);

  private final BlockHeader parent;
  private final ValidatorSet validators;
  private final Timing timing;
  private final Duration resendInterval;
  private final Signatory signatory;
  private final MessageBuffer buffer;
  private final Outbox outbox;
  private final BlockTime blockTime;
  private final Proposer proposer;
  private final JustificationRules rules;
  private final ProposalJudge judge;
  private final RoundChangeManager roundChanges = new RoundChangeManager();
  private final EquivocationDetector equivocations;
  private final List<QbftMessage> sentInRound = new ArrayList<>();
  private final Set<Address> confronted = new HashSet<>();
  private Optional<PreparedCertificate> prepared = Optional.empty();
  private Optional<RoundChange> lastRoundChange = Optional.empty();
  private RoundState round;
  private boolean open;
  private boolean timed;
  private boolean committed;
  private boolean decided;

  ConsensusInstance(
      BlockHeader parent,
      ValidatorSet validators,
      ConsensusOptions options,
      JustificationRules rules,
      ProposalValidator proposalValidator,
      PendingTransactions pendingTransactions,
      Signatory signatory,
      MessageBuffer buffer,
      Outbox outbox) {
    this.parent = parent;
    this.validators = validators;
    this.timing = options.timing().after(parent);
    this.resendInterval = options.resendInterval();
    this.rules = rules;
    this.signatory = signatory;
    this.buffer = buffer;
    this.outbox = outbox;
    this.blockTime = new BlockTime(parent, timing, pendingTransactions, outbox.now());
    this.proposer =
        new Proposer(parent, validators, blockTime, proposalValidator, signatory, outbox);
    this.judge = new ProposalJudge(parent, rules, proposalValidator);
    this.equivocations = new EquivocationDetector(validators, height());
    this.round = newRound(0);
  }

  /** Begins the height, or goes on where this validator was when it stopped. */
  void start() {
    SigningRecord record = signatory.record();
    boolean resumed = record.round().height() == height();
    if (resumed) {
      prepared = record.prepared();
      lastRoundChange = record.roundChange();
      lastRoundChange.ifPresent(roundChanges::add);
    }
    if (resumed && record.round().round() > 0) {
      enter(record.round().round());
      resendRoundChange();
      goOn();
    } else {
      waitForBlockTime(Math.max(outbox.now(), blockTime.earliestMillis()));
    }
  }

  /** The round that runs, or that is about to begin. */
  RoundIdentifier currentRound() {
    return round.round();
  }

  /** Takes a message of this height from another validator. */
  void receive(QbftMessage message) {
    if (decided || !validators.contains(message.author())) {
      return;
    }
    if (message instanceof RoundChange roundChange) {
      receiveRoundChange(roundChange);
      return;
    }
    int order = message.round().compareTo(round.round());
    if (order < 0) {
      return;
    }
    if (message instanceof Proposal proposal) {
      receiveProposal(proposal);
    } else if (order > 0 || !open) {
      buffer.add(message);
    } else if (message instanceof Vote vote) {
      receiveVote(vote);
    }
  }

  /** A timer fired; one that belongs to an earlier round is ignored. */
  void timerExpired(Event.TimerExpired expired) {
    if (decided || !expired.round().equals(round.round())) {
      return;
    }
    switch (expired.kind()) {
      case BLOCK -> {
        if (!open) {
          blockTimeReached();
        }
      }
      case ROUND -> {
        if (open) {
          changeRound(number() + 1);
        }
      }
      case RESEND -> resendRoundChange();
    }
  }

  /** The block that was asked for is there. */
  void proposalBuilt(Event.ProposalBuilt built) {
    boolean wanted =
        proposer.awaitsBlock() && open && built.round().equals(round.round()) && !decided;
    if (!wanted || round.proposal().isPresent()) {
      return;
    }
    boolean empty = built.block().body().transactions().isEmpty();
    if (empty && number() == 0 && !blockTime.emptyBlockDue(outbox.now())) {
      outbox.emit(new Effect.CancelTimer(TimerKind.ROUND));
      round = newRound(0);
      open = false;
      waitForBlockTime(blockTime.nextLookMillis(outbox.now()));
      return;
    }
    proposer.propose(round.round(), built.block()).ifPresent(this::propose);
  }

  /**
   * A peer came back: it learns at once where this validator stands. One that is no validator may
   * be the way to others.
   */
  void peerConnected(Address peer) {
    if (decided || peer.equals(signatory.address())) {
      return;
    }
    lastRoundChange.ifPresent(message -> outbox.emit(new Effect.Send(peer, message)));
    sentInRound.forEach(message -> outbox.emit(new Effect.Send(peer, message)));
  }

  private void waitForBlockTime(long atMillis) {
    outbox.emit(new Effect.SetTimer(TimerKind.BLOCK, round.round(), atMillis));
  }

  private void blockTimeReached() {
    if (blockTime.reached(outbox.now())) {
      enter(0);
      goOn();
    } else {
      waitForBlockTime(blockTime.nextLookMillis(outbox.now()));
    }
  }

  /** Begins a round; {@link #goOn()} follows once what justifies it has been taken. */
  private void enter(int number) {
    if (!open) {
      outbox.emit(new Effect.CancelTimer(TimerKind.BLOCK));
    }
    if (timed) {
      outbox.emit(new Effect.CancelTimer(TimerKind.ROUND));
    }
    round = newRound(number);
    buffer.dropBefore(round.round());
    equivocations.forgetBefore(number);
    open = true;
    timed = false;
    proposer.enterRound();
    committed = false;
    sentInRound.clear();
    confronted.clear();
  }

  private void goOn() {
    startTimer();
    proposeIfDue();
    buffer.take(round.round()).forEach(this::receive);
  }

  private void changeRound(int number) {
    enter(number);
    announceRound();
    goOn();
  }

  /** Every validator that stands in a round above 0 has announced it, so that all can count. */
  private void announceRound() {
    signatory
        .changeRound(round.round(), prepared)
        .ifPresent(
            message -> {
              lastRoundChange = Optional.of(message);
              roundChanges.add(message);
              resendRoundChange();
            });
  }

  private void resendRoundChange() {
    lastRoundChange.ifPresent(
        message -> {
          outbox.emit(new Effect.Broadcast(message));
          long next = outbox.now() + resendInterval.toMillis();
          outbox.emit(new Effect.SetTimer(TimerKind.RESEND, round.round(), next));
        });
  }

  private void startTimer() {
    boolean quorumIsHere =
        number() == 0
            || round.proposal().isPresent()
            || roundChanges.reachedBy(validators.quorum()).orElse(0) >= number();
    if (!timed && quorumIsHere) {
      timed = true;
      long expiry = outbox.now() + timing.timeout(number()).toMillis();
      outbox.emit(new Effect.SetTimer(TimerKind.ROUND, round.round(), expiry));
    }
  }

  private void receiveRoundChange(RoundChange message) {
    checkForEquivocation(message);
    if (!roundChanges.isNews(message) || rejected(message, rules.check(message))) {
      return;
    }
    roundChanges.add(message);
    int reached = roundChanges.reachedBy(validators.honest()).orElse(0);
    if (reached > number()) {
      changeRound(reached);
    } else if (open) {
      startTimer();
      proposeIfDue();
    }
  }

  private void proposeIfDue() {
    if (round.proposal().isEmpty()) {
      proposer.proposeIfDue(round.round(), roundChanges).ifPresent(this::propose);
    }
  }

  private void propose(Proposal proposal) {
    send(proposal);
    accept(proposal);
  }

  private void receiveProposal(Proposal proposal) {
    int proposed = proposal.round().round();
    if (proposed == 0 && !open && outbox.now() < blockTime.earliestMillis()) {
      buffer.add(proposal);
      return;
    }
    checkForEquivocation(proposal);
    boolean current = open && proposed == number();
    if (current && round.proposal().isPresent() || rejected(proposal, judge.check(proposal))) {
      return;
    }
    if (!current) {
      enter(proposed);
      if (proposed > 0) {
        announceRound();
      }
    }
    accept(proposal);
    if (!current && !decided) {
      goOn();
    }
  }

  private void accept(Proposal proposal) {
    round.accept(proposal);
    startTimer();
    signatory
        .prepare(round.round(), round.digest())
        .ifPresent(
            prepare -> {
              send(prepare);
              round.add(prepare);
            });
    countVotes();
  }

  private void receiveVote(Vote vote) {
    checkForEquivocation(vote);
    switch (vote) {
      case Prepare prepare -> round.add(prepare);
      case Commit commit -> round.add(commit);
    }
    countVotes();
  }

  private void countVotes() {
    if (!committed) {
      round.certificate().ifPresent(this::commit);
    }
    confrontDissenters();
    round.sealedBlock().ifPresent(this::decide);
  }

  /**
   * Shows the accepted proposal to whoever votes for another: if its proposer signed both, each
   * side then holds the evidence.
   */
  private void confrontDissenters() {
    for (Address dissenter : round.dissenters()) {
      if (confronted.add(dissenter)) {
        round.proposal().ifPresent(shown -> outbox.emit(new Effect.Send(dissenter, shown)));
      }
    }
  }

  private void commit(PreparedCertificate certificate) {
    committed = true;
    prepared = Optional.of(certificate);
    signatory
        .commit(round.round(), certificate)
        .ifPresent(
            commit -> {
              send(commit);
              round.add(commit);
            });
  }

  private void decide(Block sealed) {
    decided = true;
    outbox.emit(new Effect.CancelTimer(TimerKind.ROUND));
    outbox.emit(new Effect.CancelTimer(TimerKind.RESEND));
    outbox.emit(new Effect.ImportBlock(sealed));
  }

  private void send(QbftMessage message) {
    sentInRound.add(message);
    outbox.emit(new Effect.Broadcast(message));
  }

  private void checkForEquivocation(QbftMessage message) {
    equivocations
        .check(message)
        .forEach(evidence -> outbox.emit(new Effect.ReportEquivocation(evidence)));
  }

  private static boolean rejected(QbftMessage message, Optional<String> reason) {
    reason.ifPresent(wrong -> LOG.debug("Rejected {}: {}", message.signed(), wrong));
    return reason.isPresent();
  }

  private RoundState newRound(int number) {
    return new RoundState(new RoundIdentifier(height(), number), validators.quorum());
  }

  private long height() {
    return parent.number() + 1;
  }

  private int number() {
    return round.round().round();
  }
}
