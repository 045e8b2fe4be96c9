package io.lyceum.consensus;

import io.lyceum.consensus.signing.SigningRecord;
import java.util.ArrayList;
import java.util.List;

/** Collects the effects of one event, in order, and knows the time at which it happened. */
final class Outbox {

  private final List<Effect> effects = new ArrayList<>();
  private long nowMillis;

  /** Begins an event. */
  void begin(long eventMillis) {
    nowMillis = eventMillis;
  }

  /** The time of the event, in milliseconds since 1970. */
  long now() {
    return nowMillis;
  }

  /** Adds an effect. */
  void emit(Effect effect) {
    effects.add(effect);
  }

  /** Adds a record that must be durable before what follows. */
  void persist(SigningRecord record) {
    emit(new Effect.Persist(record));
  }

  /** Ends the event and hands out its effects. */
  List<Effect> end() {
    List<Effect> result = List.copyOf(effects);
    effects.clear();
    return result;
  }
}
