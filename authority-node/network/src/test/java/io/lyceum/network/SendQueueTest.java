package io.lyceum.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.network.NetworkLimits.QueueLimit;
import io.lyceum.network.SendQueue.Waiting;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class SendQueueTest {

  private static Waiting message(int id, int size) {
    return new Waiting(
        WireCodec.consensus(Bytes.repeat((byte) id, size)), List.of(Bytes32.repeat((byte) id)));
  }

  @Test
  void theOldestMakeRoomByNumber() {
    SendQueue queue = new SendQueue(new QueueLimit(2, 1_000_000));
    assertThat(queue.add(message(1, 10))).isEmpty();
    assertThat(queue.add(message(2, 10))).isEmpty();
    assertThat(queue.add(message(3, 10))).containsExactly(message(1, 10));
    assertThat(queue.poll()).contains(message(2, 10));
    assertThat(queue.poll()).contains(message(3, 10));
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void theOldestMakeRoomByBytes() {
    SendQueue queue = new SendQueue(new QueueLimit(100, 250));
    queue.add(message(1, 100));
    queue.add(message(2, 100));
    assertThat(queue.add(message(3, 100))).containsExactly(message(1, 100));
    assertThat(queue.add(message(4, 200))).containsExactly(message(2, 100), message(3, 100));
    assertThat(queue.poll()).contains(message(4, 200));
  }

  @Test
  void oneMessageAboveTheLimitStillGoesOut() {
    SendQueue queue = new SendQueue(new QueueLimit(100, 250));
    queue.add(message(1, 10));
    assertThat(queue.add(message(2, 1_000))).containsExactly(message(1, 10));
    assertThat(queue.poll()).contains(message(2, 1_000));
  }
}
