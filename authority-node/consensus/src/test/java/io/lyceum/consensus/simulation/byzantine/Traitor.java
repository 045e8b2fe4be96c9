package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.Forge;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.simulation.SimulatedLedger;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A faulty validator. Behind it stands an honest state machine that keeps it up to date; what
 * leaves it goes through its misbehaviours, one after another, and they send of their own accord
 * too. It signs whatever they want, but with its own key only.
 */
public final class Traitor {

  private static final int MOST_ROUNDS = 1_000_000;

  private final Forge forge;
  private final SimulatedLedger ledger;
  private final RandomGenerator random;
  private final Supplier<Block> head;
  private final LongSupplier nowMillis;
  private final Outlet outlet;
  private final List<Misbehaviour> misbehaviours;
  private RoundIdentifier latest = new RoundIdentifier(0, 0);

  /** A validator with its misbehaviours, at least one. */
  public Traitor(
      Forge forge,
      SimulatedLedger ledger,
      RandomGenerator random,
      Supplier<Block> head,
      LongSupplier nowMillis,
      Outlet outlet,
      List<Misbehaviour> misbehaviours) {
    this.forge = forge;
    this.ledger = ledger;
    this.random = random;
    this.head = head;
    this.nowMillis = nowMillis;
    this.outlet = outlet;
    this.misbehaviours = misbehaviours;
  }

  /** Its machine wants to send a message to a peer. */
  public void dispatch(QbftMessage own, Address to) {
    List<QbftMessage> messages = List.of(own);
    for (Misbehaviour misbehaviour : misbehaviours) {
      List<QbftMessage> next = new ArrayList<>();
      messages.forEach(message -> next.addAll(misbehaviour.instead(message, to, this)));
      messages = next;
    }
    messages.forEach(message -> send(message, to));
  }

  /** A message arrived; what another traitor made up is left alone. */
  public void observe(QbftMessage message) {
    if (message.round().round() > MOST_ROUNDS || !others().contains(message.author())) {
      return;
    }
    if (message.round().height() == height() && message.round().compareTo(latest) > 0) {
      latest = message.round();
    }
    misbehaviours.forEach(misbehaviour -> misbehaviour.observe(message, this));
  }

  /** Some time went by. */
  public void act() {
    misbehaviours.forEach(misbehaviour -> misbehaviour.act(this));
  }

  Forge forge() {
    return forge;
  }

  RandomGenerator random() {
    return random;
  }

  SimulatedLedger ledger() {
    return ledger;
  }

  Block head() {
    return head.get();
  }

  /** The height in progress. */
  long height() {
    return head().number() + 1;
  }

  ValidatorSet validators() {
    return ledger.membership().at(height());
  }

  /** The latest round of the height in progress of which it heard. */
  RoundIdentifier round() {
    return latest.height() == height() ? latest : new RoundIdentifier(height(), 0);
  }

  boolean isProposer(int round) {
    return validators().proposer(head().header().coinbase(), round).equals(forge.author());
  }

  /** The other validators of the height in progress. */
  List<Address> others() {
    return validators().ascending().stream().filter(a -> !a.equals(forge.author())).toList();
  }

  Address someone() {
    List<Address> others = others();
    return others.isEmpty() ? forge.author() : others.get(random.nextInt(others.size()));
  }

  /** A valid block of its own for a round. */
  Block block(int round) {
    long earliest = head().header().timestamp() + 1;
    return ledger.twin(
        ledger.build(
            head().header(),
            forge.author(),
            round,
            Math.max(earliest, nowMillis.getAsLong() / 1000),
            random.nextBoolean()),
        1 + random.nextInt(1000));
  }

  void send(QbftMessage message, Address to) {
    outlet.send(to, message);
  }

  void sendToAll(QbftMessage message) {
    others().forEach(to -> send(message, to));
  }

  Outlet outlet() {
    return outlet;
  }
}
