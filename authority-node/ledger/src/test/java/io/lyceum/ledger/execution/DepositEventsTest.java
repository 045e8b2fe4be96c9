package io.lyceum.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.crypto.Sha256;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class DepositEventsTest {

  /** ABI of five byte strings of 48, 32, 8, 96 and 8 bytes, filled with 1 to 5. */
  private static final Bytes EVENT =
      Bytes.concatenate(
          word(160),
          word(256),
          word(320),
          word(384),
          word(512),
          word(48),
          filled(1, 48),
          filled(0, 16),
          word(32),
          filled(2, 32),
          word(8),
          filled(3, 8),
          filled(0, 24),
          word(96),
          filled(4, 96),
          word(8),
          filled(5, 8),
          filled(0, 24));

  @Test
  void requestIsTheFieldsOneAfterAnother() {
    assertThat(DepositEvents.request(log(EVENT)))
        .isEqualTo(
            Bytes.concatenate(
                filled(1, 48), filled(2, 32), filled(3, 8), filled(4, 96), filled(5, 8)));
  }

  @Test
  void anotherLayoutIsRefused() {
    for (Bytes data :
        List.of(
            Bytes.EMPTY,
            EVENT.slice(0, EVENT.size() - 32),
            Bytes.concatenate(EVENT, word(0)),
            Bytes.concatenate(word(161), EVENT.slice(32)),
            Bytes.concatenate(EVENT.slice(0, 160), word(49), EVENT.slice(192)))) {
      assertThatThrownBy(() -> DepositEvents.request(log(data)))
          .isInstanceOf(SystemCallException.class);
    }
  }

  @Test
  void hashOfRequestsIsThatOfTheirHashes() {
    Bytes withdrawal = Bytes.of(1, 2, 3);

    assertThat(ExecutionRequests.NONE.hash().toHexString())
        .isEqualTo("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(new ExecutionRequests(List.of(withdrawal)).hash())
        .isEqualTo(Sha256.hash(Sha256.hash(withdrawal)));
  }

  private static Log log(Bytes data) {
    return new Log(Address.ZERO, List.of(), data);
  }

  private static Bytes word(int value) {
    return Bytes32.leftPad(Bytes.ofUnsignedInt(value));
  }

  private static Bytes filled(int value, int size) {
    return Bytes.repeat((byte) value, size);
  }
}
