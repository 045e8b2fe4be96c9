package io.lyceum.consensus.signing;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.Payload;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.consensus.message.Vote;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Remembers, within one height, the first payload of each kind, round and validator, and notices a
 * second that differs, also where it comes as a part of somebody's justification: it is there that
 * a validator learns what another said to others. Each validator's part of the memory is bounded.
 */
public final class EquivocationDetector {

  /** Payloads that are remembered of one validator. */
  static final int MAX_PER_VALIDATOR = 64;

  private record Slot(Address author, int round, MessageCode code) {}

  private final ValidatorSet validators;
  private final long height;
  private final Map<Slot, SignedPayload<? extends Payload>> first = new HashMap<>();
  private final Map<Address, Integer> remembered = new HashMap<>();
  private final Set<Slot> reported = new HashSet<>();

  /** Nothing was seen of a height. */
  public EquivocationDetector(ValidatorSet validators, long height) {
    this.validators = validators;
    this.height = height;
  }

  /** Takes note of a message; tells of each equivocation once. */
  public List<Equivocation> check(QbftMessage message) {
    List<Equivocation> found = new ArrayList<>();
    note(message.signed(), found);
    justification(message).forEach(signed -> note(signed, found));
    return found;
  }

  /** Forgets the rounds before one, of which nothing more is expected. */
  public void forgetBefore(int round) {
    first.keySet().removeIf(slot -> slot.round() < round);
    reported.removeIf(slot -> slot.round() < round);
    remembered.clear();
    first.keySet().forEach(slot -> remembered.merge(slot.author(), 1, Integer::sum));
  }

  private static Stream<SignedPayload<? extends Payload>> justification(QbftMessage message) {
    return switch (message) {
      case Proposal proposal ->
          Stream.concat(proposal.roundChanges().stream(), proposal.prepares().stream());
      case RoundChange roundChange -> Stream.concat(roundChange.prepares().stream(), Stream.of());
      case Vote _ -> Stream.of();
    };
  }

  private void note(SignedPayload<? extends Payload> signed, List<Equivocation> found) {
    Payload payload = signed.payload();
    if (payload.round().height() != height || !validators.contains(signed.author())) {
      return;
    }
    Slot slot = new Slot(signed.author(), payload.round().round(), payload.code());
    SignedPayload<? extends Payload> earlier = first.get(slot);
    if (earlier == null) {
      remember(slot, signed);
    } else if (earlier != signed
        && !earlier.signingHash().equals(signed.signingHash())
        && reported.add(slot)) {
      found.add(new Equivocation(earlier, signed));
    }
  }

  private void remember(Slot slot, SignedPayload<? extends Payload> signed) {
    if (remembered.getOrDefault(slot.author(), 0) < MAX_PER_VALIDATOR) {
      remembered.merge(slot.author(), 1, Integer::sum);
      first.put(slot, signed);
    }
  }
}
