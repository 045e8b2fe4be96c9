package io.lyceum.ledger.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fork changes, and what it leaves as it was. */
class ForkDifferenceTest {

  private static final Address SENDER = Address.fromHex("0000000000000000000000000000000000005e4d");
  private static final Address CONTRACT =
      Address.fromHex("00000000000000000000000000000000000c0de0");
  private static final Address HEIR = Address.fromHex("00000000000000000000000000000000000004e1");
  private static final BlockContext BLOCK = BlockContext.qbft(1, 1000, 30_000_000, Address.ZERO);

  private final JournaledState state = new JournaledState(WorldState.empty());

  @ParameterizedTest
  @CsvSource({
    "0x5f00, SHANGHAI", // PUSH0
    "0x60015c00, CANCUN", // TLOAD
    "0x600160025d00, CANCUN", // TSTORE
    "0x60016002600360005e00, CANCUN", // MCOPY
    "0x60004900, CANCUN", // BLOBHASH
    "0x4a00, CANCUN", // BLOBBASEFEE
    "0x4800, LONDON", // BASEFEE
    "0x60011e00, OSAKA", // CLZ
  })
  void operationIsInvalidBeforeItsFork(String code, Fork since) {
    for (Fork fork : Fork.values()) {
      assertThat(run(fork, code, 100_000).isSuccess())
          .as("under %s", fork)
          .isEqualTo(fork.isAtLeast(since));
    }
  }

  @Test
  void opcode0x44IsDifficultyInLondonAndTheMixHashLater() {
    // Returns the word that 0x44 pushes.
    String code = "0x4460005260206000f3";

    assertThat(run(Fork.LONDON, code, 100_000).output()).isEqualTo(UInt256.ONE);
    assertThat(run(Fork.SHANGHAI, code, 100_000).output()).isEqualTo(BLOCK.prevRandao());
  }

  @ParameterizedTest
  @CsvSource({"LONDON, false", "SHANGHAI, false", "CANCUN, true"})
  void selfDestructSparesOlderAccountsSinceCancun(Fork fork, boolean spares) {
    state.addBalance(CONTRACT, UInt256.ONE);
    state.setCode(CONTRACT, Bytes.fromHexString("0x6104e1ff"));
    state.endTransaction();

    run(fork, 100_000);
    state.endTransaction();

    assertThat(state.exists(CONTRACT)).isEqualTo(spares);
    assertThat(state.balance(CONTRACT)).isEqualTo(UInt256.ZERO);
    assertThat(state.balance(HEIR)).isEqualTo(UInt256.ONE);
  }

  @ParameterizedTest
  @CsvSource({"LONDON, true", "SHANGHAI, false"})
  void initCodeIsLimitedSinceShanghai(Fork fork, boolean succeeds) {
    // CREATE with 49,153 bytes of zeros.
    assertThat(run(fork, "0x61c00160006000f000", 1_000_000).isSuccess()).isEqualTo(succeeds);
  }

  @Test
  void callsNest1024DeepOnAThreadWithASmallStack() throws InterruptedException {
    // Counts its calls in slot 0 and calls itself with all gas.
    String code = "0x60005460010160005560006000600060006000305af100";
    MessageResult[] result = new MessageResult[1];
    Thread thread =
        new Thread(
            null, () -> result[0] = run(Fork.CANCUN, code, 1L << 40), "small stack", 128 * 1024);
    thread.start();
    thread.join();

    assertThat(result[0].isSuccess()).isTrue();
    assertThat(state.storage(CONTRACT, UInt256.ZERO)).isEqualTo(UInt256.valueOf(Evm.MAX_DEPTH + 1));
  }

  @Test
  void frameThatHaltsLosesItsGasAndItsWrites() {
    MessageResult result = run(Fork.CANCUN, "0x6001600055fe", 100_000);

    assertThat(result.halt()).contains(HaltReason.INVALID_OPERATION);
    assertThat(result.gasLeft()).isZero();
    assertThat(state.storage(CONTRACT, UInt256.ZERO)).isEqualTo(UInt256.ZERO);
  }

  private MessageResult run(Fork fork, String code, long gas) {
    state.setCode(CONTRACT, Bytes.fromHexString(code));
    return run(fork, gas);
  }

  private MessageResult run(Fork fork, long gas) {
    Message message =
        new Message(
            Message.Kind.CALL,
            SENDER,
            CONTRACT,
            CONTRACT,
            UInt256.ZERO,
            Bytes.EMPTY,
            gas,
            false,
            0);
    TransactionContext transaction =
        new TransactionContext(UInt256.ONE, SENDER, UInt256.ZERO, List.of());
    return new Evm(Forks.rules(fork), BLOCK, transaction, state, new CodeCache(16), Tracer.NONE)
        .run(message);
  }
}
