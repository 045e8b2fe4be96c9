package io.lyceum.authority.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.authority.gossip.IncomingTransactions.Drop;
import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

class IncomingTransactionsTest {

  private static final Address NOISY = Address.fromHex("0x" + "11".repeat(20));
  private static final Address QUIET = Address.fromHex("0x" + "22".repeat(20));
  private static final Bytes ONE = Bytes.of(1, 2, 3);
  private static final Bytes OTHER = Bytes.of(9);

  private final AtomicLong nanos = new AtomicLong();

  private IncomingTransactions incoming(PushLimits limits) {
    return new IncomingTransactions(limits, nanos::get);
  }

  @Test
  void takesTurnsSoThatANoisyPeerKeepsNobodyWaiting() throws InterruptedException {
    IncomingTransactions incoming = incoming(new PushLimits(1000, 1000, 1000, 10_000));
    incoming.add(NOISY, Collections.nCopies(100, ONE));
    incoming.add(QUIET, List.of(OTHER));
    assertThat(incoming.take(10)).hasSize(10).containsOnly(ONE);
    assertThat(incoming.take(10)).containsExactly(OTHER);
    assertThat(incoming.take(100)).hasSize(90);
  }

  @Test
  void dropsWhatExceedsAPeersRateAndLetsItGrowAgain() throws InterruptedException {
    IncomingTransactions incoming = incoming(new PushLimits(10, 20, 1000, 10_000));
    assertThat(incoming.add(NOISY, Collections.nCopies(50, ONE))).hasSize(30);
    assertThat(incoming.dropped(Drop.TOO_FAST)).isEqualTo(30);
    incoming.add(QUIET, List.of(OTHER));
    assertThat(incoming.dropped(Drop.TOO_FAST)).as("the others have their own").isEqualTo(30);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    incoming.add(NOISY, Collections.nCopies(50, ONE));
    assertThat(incoming.dropped(Drop.TOO_FAST)).isEqualTo(70);
    assertThat(incoming.take(100)).hasSize(30);
  }

  @Test
  void dropsWhatExceedsTheNumberOrTheBytesThatMayWait() throws InterruptedException {
    IncomingTransactions incoming = incoming(new PushLimits(1000, 1000, 4, 10));
    incoming.add(NOISY, List.of(ONE, ONE, ONE, ONE));
    assertThat(incoming.dropped(Drop.TOO_MANY)).as("nine bytes wait").isOne();
    assertThat(incoming.add(NOISY, List.of(OTHER, OTHER))).containsExactly(OTHER);
    assertThat(incoming.dropped(Drop.TOO_MANY)).as("four wait").isEqualTo(2);
    assertThat(incoming.take(10)).hasSize(4);
    incoming.add(NOISY, List.of(OTHER));
    assertThat(incoming.take(10)).as("there is room again").containsExactly(OTHER);
  }
}
