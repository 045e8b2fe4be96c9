package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.QbftMessage;
import java.util.ArrayList;
import java.util.List;

/** Sends again what others said, from other heights and rounds, to anybody and in any order. */
final class Replayer implements Misbehaviour {

  private static final int MOST = 300;

  private final List<QbftMessage> heard = new ArrayList<>();

  @Override
  public void observe(QbftMessage message, Traitor self) {
    if (heard.size() < MOST) {
      heard.add(message);
    } else {
      heard.set(self.random().nextInt(MOST), message);
    }
  }

  @Override
  public void act(Traitor self) {
    for (int i = 0; i < 3 && !heard.isEmpty(); i++) {
      self.send(heard.get(self.random().nextInt(heard.size())), self.someone());
    }
  }
}
