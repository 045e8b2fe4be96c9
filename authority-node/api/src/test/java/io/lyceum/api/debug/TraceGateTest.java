package io.lyceum.api.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.api.rpc.RpcException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How traces wait for their places. */
class TraceGateTest {

  @Test
  @Timeout(60)
  void aTraceWithoutAPlaceIsRefusedAndNotWaitedFor() {
    TraceGate gate = new TraceGate(new TraceLimits(1000, Duration.ofDays(1), 1));
    gate.run(
        (budget, deadline) -> {
          assertThatThrownBy(() -> gate.run((otherBudget, otherDeadline) -> "second"))
              .isInstanceOf(RpcException.class)
              .hasMessageContaining("Too many traces");
          return "first";
        });
    assertThat(gate.run((budget, deadline) -> "third")).isEqualTo("third");
  }
}
