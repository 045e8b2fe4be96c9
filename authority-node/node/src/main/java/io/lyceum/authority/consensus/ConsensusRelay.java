package io.lyceum.authority.consensus;

import io.lyceum.authority.limit.Allowance;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.relay.RelayRules;
import io.lyceum.consensus.relay.RelayVerdict;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.ConsensusHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the consensus messages of peers for this node, and decides which go on to others. A message
 * is known by its own signature: who brought it matters only for the limits that each link has. So
 * validators agree that are connected by way of others, even of nodes that do not seal.
 */
public final class ConsensusRelay implements ConsensusHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ConsensusRelay.class);

  /** Invalid messages that a link may bring: of a validator that is just leaving, say. */
  private static final double INVALID_BURST = 32;

  private static final double INVALID_PER_SECOND = 1;

  private final Supplier<BlockHeader> head;
  private final Function<BlockHeader, ValidatorSet> validators;
  private final int futureHeights;
  private final ConsensusInbox inbox;
  private final LongSupplier nanos;
  private final Map<Address, Allowance> invalid = new TreeMap<>();
  private final Map<Address, AuthorMessages> authors = new TreeMap<>();
  private Optional<RelayRules> rules = Optional.empty();

  /**
   * @param head of this node's chain, at the time of asking
   * @param validators of the block after a header
   * @param futureHeights how many heights after the next are near enough to be passed on
   * @param inbox takes the messages for this node, and counts them
   * @param nanos the time, as {@link System#nanoTime} tells it
   */
  public ConsensusRelay(
      Supplier<BlockHeader> head,
      Function<BlockHeader, ValidatorSet> validators,
      int futureHeights,
      ConsensusInbox inbox,
      LongSupplier nanos) {
    this.head = head;
    this.validators = validators;
    this.futureHeights = futureHeights;
    this.inbox = inbox;
    this.nanos = nanos;
  }

  /** Signatures are checked here, on the peer's own thread. */
  @Override
  public Verdict received(Address from, Bytes encoded) {
    if (!inbox.hasRoom(from, encoded.size())) {
      inbox.traffic().countDropped();
      LOG.debug("Consensus is busy: dropped a message that {} brought", from);
      return new Verdict.Keep();
    }
    QbftMessage message;
    try {
      message = MessageCodec.decode(encoded);
    } catch (InvalidRlpException e) {
      inbox.traffic().countDropped();
      return new Verdict.Refuse("sent a malformed consensus message: " + e.getMessage());
    }
    inbox.traffic().countReceived(message.code());
    RelayRules now = current();
    RelayVerdict verdict = now.judge(message, from);
    boolean falsified = verdict == RelayVerdict.INVALID && !from.equals(message.author());
    if (now.validators().contains(message.author()) && !falsified) {
      // Whatever a validator signed may be evidence against it. But another's justification around
      // its signature could stand in the way of the genuine message.
      inbox.received(from, message, encoded.size());
    }
    return switch (verdict) {
      case PASS_ON ->
          mayPass(message, encoded) ? new Verdict.PassOn(message.author()) : new Verdict.Keep();
      case KEEP -> new Verdict.Keep();
      case INVALID -> invalid(from, message);
    };
  }

  /**
   * The latest messages of others for the height that runs and those after, for a peer that came.
   */
  public synchronized List<Bytes> latest() {
    current();
    return authors.values().stream().flatMap(author -> author.latest().stream()).toList();
  }

  /** The rules at the head of now; what is behind it is forgotten. */
  private synchronized RelayRules current() {
    BlockHeader now = head.get();
    if (rules.isEmpty() || rules.get().height() <= now.number()) {
      ValidatorSet next = validators.apply(now);
      rules = Optional.of(new RelayRules(now, next, futureHeights));
      authors.keySet().removeIf(author -> !next.contains(author));
      authors.values().forEach(author -> author.dropBefore(now.number() + 1));
    }
    return rules.get();
  }

  private synchronized boolean mayPass(QbftMessage message, Bytes encoded) {
    long now = nanos.getAsLong();
    boolean passes =
        authors
            .computeIfAbsent(message.author(), author -> new AuthorMessages(now))
            .passOn(message, encoded, now);
    if (passes) {
      inbox.traffic().countPassedOn();
    }
    return passes;
  }

  private synchronized Verdict invalid(Address from, QbftMessage message) {
    inbox.traffic().countDropped();
    LOG.debug("{} brought {}, which is not valid", from, message.signed());
    long now = nanos.getAsLong();
    Allowance left =
        invalid.computeIfAbsent(
            from, link -> new Allowance(INVALID_PER_SECOND, INVALID_BURST, now));
    return left.take(1, now)
        ? new Verdict.Keep()
        : new Verdict.Refuse("sends invalid consensus messages, such as " + message.signed());
  }
}
