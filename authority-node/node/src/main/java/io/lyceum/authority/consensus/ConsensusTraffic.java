package io.lyceum.authority.consensus;

import io.lyceum.consensus.message.MessageCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the consensus messages of a node since it was started. Safe for use by many threads. */
public final class ConsensusTraffic {

  private final Map<MessageCode, LongAdder> received = adders();
  private final Map<MessageCode, LongAdder> sent = adders();
  private final LongAdder passedOn = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /** Nothing was counted yet. */
  public ConsensusTraffic() {}

  private static Map<MessageCode, LongAdder> adders() {
    Map<MessageCode, LongAdder> adders = new EnumMap<>(MessageCode.class);
    for (MessageCode code : MessageCode.values()) {
      adders.put(code, new LongAdder());
    }
    return adders;
  }

  void countReceived(MessageCode kind) {
    received.get(kind).increment();
  }

  void countSent(MessageCode kind) {
    sent.get(kind).increment();
  }

  void countPassedOn() {
    passedOn.increment();
  }

  void countDropped() {
    dropped.increment();
  }

  /** Messages that peers sent, whoever signed them. */
  public long received(MessageCode kind) {
    return received.get(kind).sum();
  }

  /** Messages of this node, each once however many peers got it. */
  public long sent(MessageCode kind) {
    return sent.get(kind).sum();
  }

  /** Messages of peers that this node passed on, each once however many peers got it. */
  public long passedOn() {
    return passedOn.sum();
  }

  /** Messages of peers that exceeded a limit or were not valid. */
  public long dropped() {
    return dropped.sum();
  }
}
