package io.lyceum.api.eth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class FoundLogsTest {

  private static LogResult log(int dataBytes) {
    Bytes data = Bytes.wrap(new byte[dataBytes]);
    return new LogResult(
        Address.ZERO, List.of(), data, 1, Bytes32.ZERO, 0, Bytes32.ZERO, 1, 0, false);
  }

  @Test
  void takesAsManyLogsAsTheLimitSays() {
    FoundLogs found = new FoundLogs(new LogLimits(1, 2, 100));
    found.add(log(1));
    found.add(log(1));
    assertThatThrownBy(() -> found.add(log(1)))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("more than 2 logs");
    assertThat(found.all()).hasSize(2);
  }

  @Test
  void takesAsMuchDataAsTheLimitSays() {
    FoundLogs found = new FoundLogs(new LogLimits(1, 100, 100));
    found.add(log(60));
    found.add(log(40));
    assertThatThrownBy(() -> found.add(log(1)))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("more than 100 bytes");
  }
}
