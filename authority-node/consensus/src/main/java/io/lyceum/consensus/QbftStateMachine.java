package io.lyceum.consensus;

import io.lyceum.consensus.chain.PendingTransactions;
import io.lyceum.consensus.chain.ProposalValidator;
import io.lyceum.consensus.chain.ValidatorProvider;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.round.MessageBuffer;
import io.lyceum.consensus.signing.Signatory;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.consensus.validation.JustificationRules;
import io.lyceum.consensus.validation.QbftRules;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One validator of a QBFT chain. It is driven from a single thread: each event yields the effects
 * to bring about, and the same events at the same times yield the same effects. The first event is
 * the head that the chain has at the start.
 */
public final class QbftStateMachine {

  private final ConsensusOptions options;
  private final JustificationRules.Factory rules;
  private final ProposalValidator proposalValidator;
  private final ValidatorProvider validatorProvider;
  private final PendingTransactions pendingTransactions;
  private final Outbox outbox = new Outbox();
  private final Signatory signatory;
  private final MessageBuffer buffer;
  private final Map<Address, Long> reportedHeights = new HashMap<>();
  private Optional<BlockHeader> head = Optional.empty();
  private Optional<ValidatorSet> validators = Optional.empty();
  private Optional<ConsensusInstance> instance = Optional.empty();

  /** A validator as it starts, which demands what the QBFT specification demands. */
  public QbftStateMachine(
      KeyPair key,
      ConsensusOptions options,
      ProposalValidator proposalValidator,
      ValidatorProvider validatorProvider,
      PendingTransactions pendingTransactions,
      SigningRecord record,
      OptionalLong abstainUntil) {
    this(
        key,
        options,
        QbftRules::new,
        proposalValidator,
        validatorProvider,
        pendingTransactions,
        record,
        abstainUntil);
  }

  /**
   * A validator as it starts.
   *
   * @param key its key
   * @param options the network's and the node's numbers
   * @param rules what proposals and round changes must prove
   * @param proposalValidator judges proposed blocks
   * @param validatorProvider knows who seals what
   * @param pendingTransactions asked only where empty blocks have their own period
   * @param record the last record that was persisted; {@link SigningRecord#EMPTY} for a new key
   * @param abstainUntil given if the record was lost: nothing is signed until the chain holds a
   *     block whose timestamp, in seconds since 1970, is above this by more than blocks may be
   *     ahead of the clock. With the time of the start, this passes over every height in which a
   *     forgotten signature can exist
   */
  public QbftStateMachine(
      KeyPair key,
      ConsensusOptions options,
      JustificationRules.Factory rules,
      ProposalValidator proposalValidator,
      ValidatorProvider validatorProvider,
      PendingTransactions pendingTransactions,
      SigningRecord record,
      OptionalLong abstainUntil) {
    this.options = options;
    this.rules = rules;
    this.proposalValidator = proposalValidator;
    this.validatorProvider = validatorProvider;
    this.pendingTransactions = pendingTransactions;
    this.signatory = new Signatory(key, record, abstainUntil, outbox::persist);
    this.buffer = new MessageBuffer(options.futureMessages(), options.futureBytes());
  }

  /**
   * Takes an event.
   *
   * @param event what happened
   * @param nowMillis when, in milliseconds since 1970 by this node's clock
   * @return what to do about it, in this order
   */
  public List<Effect> handle(Event event, long nowMillis) {
    outbox.begin(nowMillis);
    switch (event) {
      case Event.NewChainHead(BlockHeader header) -> startHeight(header);
      case Event.MessageReceived(QbftMessage message) -> receive(message);
      case Event.TimerExpired expired -> instance.ifPresent(height -> height.timerExpired(expired));
      case Event.ProposalBuilt built -> instance.ifPresent(height -> height.proposalBuilt(built));
      case Event.PeerConnected(Address peer) ->
          instance.ifPresent(height -> height.peerConnected(peer));
    }
    return outbox.end();
  }

  /** The round that runs now; empty before the first head and on a node that is no validator. */
  public Optional<RoundIdentifier> currentRound() {
    return instance.map(ConsensusInstance::currentRound);
  }

  /** Who seals the next block; empty before the first head. */
  public Optional<ValidatorSet> validators() {
    return validators;
  }

  /** Whether this validator signs nothing now because it lost the record of what it signed. */
  public boolean abstaining() {
    return signatory.abstaining();
  }

  private void startHeight(BlockHeader header) {
    if (head.isPresent() && header.number() <= head.get().number()) {
      return;
    }
    ValidatorSet next = validatorProvider.after(header);
    long height = header.number() + 1;
    head = Optional.of(header);
    validators = Optional.of(next);
    buffer.dropBefore(new RoundIdentifier(height, 0));
    signatory.startHeight(header);
    outbox.emit(new Effect.CancelTimer(TimerKind.ROUND));
    outbox.emit(new Effect.CancelTimer(TimerKind.RESEND));
    if (!next.contains(signatory.address())) {
      outbox.emit(new Effect.CancelTimer(TimerKind.BLOCK));
      instance = Optional.empty();
      return;
    }
    ConsensusInstance started =
        new ConsensusInstance(
            header,
            next,
            options,
            rules.after(header, next),
            proposalValidator,
            pendingTransactions,
            signatory,
            buffer,
            outbox);
    instance = Optional.of(started);
    started.start();
    buffer.takeHeight(height).forEach(started::receive);
  }

  private void receive(QbftMessage message) {
    boolean known = validators.isPresent() && validators.get().contains(message.author());
    if (!known || message.author().equals(signatory.address())) {
      return;
    }
    long next = head.orElseThrow().number() + 1;
    long height = message.round().height();
    if (height == next) {
      instance.ifPresent(current -> current.receive(message));
    } else if (height > next) {
      reportLag(message.author(), height);
      if (height <= next + options.futureHeights()) {
        buffer.add(message);
      }
    }
  }

  private void reportLag(Address peer, long height) {
    if (reportedHeights.getOrDefault(peer, -1L) < height) {
      reportedHeights.put(peer, height);
      outbox.emit(new Effect.FallenBehind(peer, height));
    }
  }
}
