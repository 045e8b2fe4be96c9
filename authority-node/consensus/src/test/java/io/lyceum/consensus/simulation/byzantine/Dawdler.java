package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sends what the protocol wants, but seconds later, some of it never. */
final class Dawdler implements Misbehaviour {

  private static final int MOST = 200;

  private record Held(QbftMessage message, Address to) {}

  private final Deque<Held> held = new ArrayDeque<>();

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    held.addLast(new Held(own, to));
    if (held.size() > MOST) {
      held.removeFirst();
    }
    return List.of();
  }

  @Override
  public void act(Traitor self) {
    for (int i = self.random().nextInt(6); i > 0 && !held.isEmpty(); i--) {
      Held next = held.removeFirst();
      self.send(next.message(), next.to());
    }
  }
}
