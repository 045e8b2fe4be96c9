package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.QbftMessage;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;

/** Sends others' messages with a bit changed, or cut short. */
final class Garbler implements Misbehaviour {

  private Optional<QbftMessage> heard = Optional.empty();

  @Override
  public void observe(QbftMessage message, Traitor self) {
    if (heard.isEmpty() || self.random().nextInt(8) == 0) {
      heard = Optional.of(message);
    }
  }

  @Override
  public void act(Traitor self) {
    heard.ifPresent(
        message -> {
          Bytes encoded = MessageCodec.encode(message);
          int position = self.random().nextInt(encoded.size());
          MutableBytes changed = encoded.mutableCopy();
          changed.set(position, (byte) (changed.get(position) ^ 1 << self.random().nextInt(8)));
          self.outlet()
              .sendBytes(
                  self.someone(),
                  self.random().nextInt(4) == 0 ? encoded.slice(0, position) : changed);
        });
  }
}
