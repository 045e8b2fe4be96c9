package io.lyceum.consensus.signing;

import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.Payload;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers, within one height, the first payload of each kind, round and validator, and notices a
 * second that differs. Each validator's part of the memory is bounded.
 */
public final class EquivocationDetector {

  /** Payloads that are remembered of one validator. */
  static final int MAX_PER_VALIDATOR = 64;

  private record Slot(Address author, int round, MessageCode code) {}

  private final Map<Slot, SignedPayload<? extends Payload>> first = new HashMap<>();
  private final Map<Address, Integer> remembered = new HashMap<>();
  private final Set<Slot> reported = new HashSet<>();

  /** Takes note of a validator's payload; tells of each equivocation once. */
  public Optional<Equivocation> check(SignedPayload<? extends Payload> signed) {
    Payload payload = signed.payload();
    Slot slot = new Slot(signed.author(), payload.round().round(), payload.code());
    SignedPayload<? extends Payload> earlier = first.get(slot);
    if (earlier == null) {
      if (remembered.merge(slot.author(), 1, Integer::sum) <= MAX_PER_VALIDATOR) {
        first.put(slot, signed);
      }
      return Optional.empty();
    }
    boolean same = earlier.payload().signingHash().equals(payload.signingHash());
    return same || !reported.add(slot)
        ? Optional.empty()
        : Optional.of(new Equivocation(earlier, signed));
  }
}
