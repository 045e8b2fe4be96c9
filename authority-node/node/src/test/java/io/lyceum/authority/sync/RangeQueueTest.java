package io.lyceum.authority.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.authority.sync.RangeQueue.Arrived;
import io.lyceum.authority.sync.RangeQueue.Claim;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

class RangeQueueTest {

  private static final long PATIENCE = 1_000;
  private static final Address ONE = peer(1);
  private static final Address TWO = peer(2);
  private static final Address THREE = peer(3);

  private final RangeQueue<Long> queue = new RangeQueue<>(1, PATIENCE);

  private static Address peer(int id) {
    return new Address(Bytes.repeat((byte) id, Address.SIZE));
  }

  private Claim claim(Address peer, long last, int most) {
    return queue.claim(peer, last, most, 0).orElseThrow();
  }

  private void deliver(Claim claim, int items) {
    queue.deliver(
        claim,
        LongStream.range(claim.first(), claim.first() + items)
            .mapToObj(height -> new Arrived<>(height, claim.peer(), 10))
            .toList());
  }

  @Test
  void noHeightIsAskedOfTwoPeersWhileOthersAreFree() {
    assertThat(claim(ONE, 10, 4)).isEqualTo(new Claim(1, 4, ONE, 0));
    assertThat(claim(TWO, 10, 4)).isEqualTo(new Claim(5, 4, TWO, 0));
    assertThat(claim(THREE, 10, 4)).isEqualTo(new Claim(9, 2, THREE, 0));
    assertThat(queue.claim(ONE, 10, 4, 0)).isEmpty();
  }

  @Test
  void whatArrivesInAnyOrderIsThereInOrder() {
    Claim first = claim(ONE, 10, 4);
    Claim second = claim(TWO, 10, 4);
    deliver(second, 4);
    assertThat(queue.contiguousEnd()).isZero();
    deliver(first, 4);
    assertThat(queue.contiguousEnd()).isEqualTo(8);
    assertThat(queue.get(6)).contains(new Arrived<>(6L, TWO, 10));
    assertThat(queue.bytes()).isEqualTo(80);
  }

  @Test
  void whatAPeerDidNotGiveGoesToAnotherAndTheRestIsKept() {
    deliver(claim(ONE, 10, 6), 2);
    assertThat(queue.contiguousEnd()).isEqualTo(2);
    assertThat(claim(TWO, 10, 6)).isEqualTo(new Claim(3, 6, TWO, 0));
  }

  @Test
  void whatIsWantedFirstAndLateIsAskedOfOneMore() {
    Claim slow = claim(ONE, 4, 4);
    assertThat(queue.claim(TWO, 4, 4, PATIENCE - 1)).isEmpty();
    assertThat(queue.claim(ONE, 4, 4, PATIENCE)).isEmpty();
    Claim second = queue.claim(TWO, 4, 4, PATIENCE).orElseThrow();
    assertThat(second).isEqualTo(new Claim(1, 4, TWO, PATIENCE));
    assertThat(queue.claim(THREE, 4, 4, 3 * PATIENCE)).isEmpty();
    deliver(second, 4);
    deliver(slow, 4);
    assertThat(queue.get(1)).contains(new Arrived<>(1L, TWO, 10));
    assertThat(queue.bytes()).isEqualTo(40);
  }

  @Test
  void whatIsBehindIsForgottenAndNotTakenAnyMore() {
    Claim first = claim(ONE, 10, 4);
    Claim second = claim(TWO, 10, 4);
    deliver(second, 4);
    queue.advanceTo(7);
    deliver(first, 4);
    assertThat(queue.bytes()).isEqualTo(20);
    assertThat(queue.get(6)).isEmpty();
    assertThat(queue.get(7)).isPresent();
    assertThat(List.of(queue.next(), queue.contiguousEnd(), queue.firstFree()))
        .containsExactly(7L, 8L, 9L);
  }
}
