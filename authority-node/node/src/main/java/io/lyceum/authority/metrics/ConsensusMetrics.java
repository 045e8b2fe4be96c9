package io.lyceum.authority.metrics;

import io.lyceum.authority.consensus.ConsensusTraffic;
import io.lyceum.authority.consensus.EquivocationLog;
import io.lyceum.consensus.message.MessageCode;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** The messages of consensus, and the evidence that they gave. */
public final class ConsensusMetrics {

  private ConsensusMetrics() {}

  /** Registers the metrics of a validator. */
  public static void register(
      NodeMetrics metrics, ConsensusTraffic traffic, EquivocationLog equivocations) {
    for (MessageCode kind : MessageCode.values()) {
      Tags tags = Tags.of("kind", kind.name().toLowerCase(Locale.ROOT));
      metrics.counter(
          "lyceum.consensus.messages.received",
          "",
          "Consensus messages that peers sent, by kind",
          tags,
          () -> traffic.received(kind));
      metrics.counter(
          "lyceum.consensus.messages.sent",
          "",
          "Consensus messages that this validator sent, each once however many got it, by kind",
          tags,
          () -> traffic.sent(kind));
    }
    metrics.counter(
        "lyceum.consensus.messages.passed.on",
        "",
        "Consensus messages of others that this node passed on, each once however many got it",
        Tags.empty(),
        traffic::passedOn);
    metrics.counter(
        "lyceum.consensus.messages.dropped",
        "",
        "Consensus messages that exceeded a peer's limits or were not valid",
        Tags.empty(),
        traffic::dropped);
    metrics.counter(
        "lyceum.consensus.round.changes",
        "",
        "Round changes that this validator asked for",
        Tags.empty(),
        () -> traffic.sent(MessageCode.ROUND_CHANGE));
    metrics.counter(
        "lyceum.consensus.equivocations",
        "",
        "Times that a validator was seen to sign two different things in one round",
        Tags.empty(),
        equivocations::total);
  }
}
