package io.lyceum.ledger.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loop does by itself: the stack, jumps, memory, and the bounds of all of them. */
class InterpreterTest {

  private static final Address SENDER = Address.fromHex("0000000000000000000000000000000000005e4d");
  private static final Address CONTRACT =
      Address.fromHex("00000000000000000000000000000000000c0de0");
  private static final ForkRules RULES = Forks.rules(Fork.OSAKA);
  private static final long GAS = 1_000_000;

  private static final String PUSH0 = "5f";
  private static final String POP = "50";
  private static final String RETURN_TOP = "5f5260205ff3";

  /** Hears everything, so that each instruction is run alone. */
  private static final Tracer LISTENING = new Tracer() {};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 17, 20, 24, 31, 32})
  void pushesEveryLength(int length) {
    String number = "0102030405060708091011121314151617181920212223242526272829303132";
    String digits = number.substring(0, 2 * length);

    MessageResult result = run(RULES, "%02x".formatted(0x5f + length) + digits + RETURN_TOP);

    assertThat(result.output()).isEqualTo(Bytes32.leftPad(Bytes.fromHexString(digits)));
  }

  @ParameterizedTest
  @CsvSource({"0x60, 3", "0x7f, 3", "0x6000, 3", "0x620102, 3"})
  void pushBehindTheEndOfTheCodePushesZerosAndStops(String code, long cost) {
    MessageResult result = run(RULES, code.substring(2));

    assertThat(result.isSuccess()).isTrue();
    assertThat(result.gasLeft()).isEqualTo(GAS - cost);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16})
  void duplicatesAndSwapsAtEveryDepth(int n) {
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i <= 16; i++) {
      numbers.append("60%02x".formatted(i));
    }
    String duplicate = "%02x".formatted(0x7f + n);
    String swap = "%02x".formatted(0x8f + n);

    assertThat(run(RULES, numbers + duplicate + RETURN_TOP).output()).isEqualTo(word(17L - n));
    assertThat(run(RULES, numbers + swap + RETURN_TOP).output()).isEqualTo(word(16L - n));
    assertThat(run(RULES, numbers + swap + POP.repeat(n) + RETURN_TOP).output())
        .isEqualTo(word(16));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 33, 1024, 20_000})
  void aStackHoldsAsManyWordsAsTheRulesAllow(int limit) {
    ForkRules rules = RULES.with().stackLimit(limit).build();

    assertThat(run(rules, PUSH0.repeat(limit)).isSuccess()).isTrue();
    assertThat(run(rules, PUSH0.repeat(limit + 1)).halt()).contains(HaltReason.STACK_OVERFLOW);
    assertThat(run(rules, PUSH0.repeat(limit) + POP.repeat(limit)).isSuccess()).isTrue();
    assertThat(run(rules, PUSH0.repeat(limit) + POP.repeat(limit + 1)).halt())
        .contains(HaltReason.STACK_UNDERFLOW);
    assertThat(run(rules, PUSH0.repeat(Math.min(limit, 15)) + "8f").halt())
        .contains(HaltReason.STACK_UNDERFLOW);
  }

  @ParameterizedTest
  @CsvSource({
    "0x01, STACK_UNDERFLOW",
    "0x5f01, STACK_UNDERFLOW",
    "0x0c, INVALID_OPERATION",
    "0xfe, INVALID_OPERATION",
    "0x600056, INVALID_JUMP_DESTINATION", // to a PUSH
    "0x6003565b, INVALID_JUMP_DESTINATION + 0", // to a JUMPDEST: the control
    "0x60045660005b, INVALID_JUMP_DESTINATION", // to the operand of a PUSH
    "0x600456605b, INVALID_JUMP_DESTINATION", // to a JUMPDEST that is an operand
    "0x60ff56, INVALID_JUMP_DESTINATION", // behind the end
    "0x68010000000000000003565b, INVALID_JUMP_DESTINATION", // more than 64 bits
    "0x60016005575b, INVALID_JUMP_DESTINATION + 0", // JUMPI to a JUMPDEST
    "0x600160ff57, INVALID_JUMP_DESTINATION",
    "0x5f60ff57, INVALID_JUMP_DESTINATION + 0", // not taken
    "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff51, OUT_OF_GAS",
    "0x5f637fffffff52, OUT_OF_GAS",
  })
  void haltsWhereTheYellowPaperHalts(String code, String expected) {
    MessageResult result = run(RULES, code.substring(2));

    if (expected.endsWith("+ 0")) {
      assertThat(result.halt()).isEmpty();
    } else {
      assertThat(result.halt().map(HaltReason::name)).contains(expected);
      assertThat(result.gasLeft()).isZero();
    }
  }

  @Test
  void memoryIsPaidForWhenItGrowsAndNotAgain() {
    // MSTORE at 0: 3 + 2 + 2 and a word; at 31: a second word; at 0 again: nothing more.
    long words = 3 + 3;
    assertThat(GAS - run(RULES, "5f5f52" + "5f601f52" + "5f5f52").gasLeft())
        .isEqualTo(7 + 8 + 7 + words);
    assertThat(run(RULES, "602a601f52" + "602051" + RETURN_TOP).output())
        .isEqualTo(Bytes32.rightPad(Bytes.fromHexString("0x" + "00".repeat(30) + "2a")));
  }

  @Test
  void positionAndGasAreThoseOfTheInstruction() {
    assertThat(run(RULES, "5f5058" + RETURN_TOP).output()).isEqualTo(word(2));
    assertThat(run(RULES, "5f505a" + RETURN_TOP).output()).isEqualTo(word(GAS - 2 - 2 - 2));
  }

  @Property(tries = 2000)
  void runningAtOnceAndStepByStepAreTheSame(
      @ForAll @Size(max = 60) List<@IntRange(max = 255) Integer> tail,
      @ForAll @IntRange(max = 3000) int gas) {
    StringBuilder code = new StringBuilder("6001600260ff6020600860086003");
    tail.forEach(opcode -> code.append("%02x".formatted(opcode)));

    MessageResult atOnce = run(RULES, code.toString(), gas, Tracer.NONE);

    assertThat(run(RULES, code.toString(), gas, LISTENING)).isEqualTo(atOnce);
  }

  private static Bytes32 word(long number) {
    return UInt256.valueOf(number);
  }

  private static MessageResult run(ForkRules rules, String code) {
    return run(rules, code, GAS, Tracer.NONE);
  }

  private static MessageResult run(ForkRules rules, String code, long gas, Tracer tracer) {
    JournaledState state = new JournaledState(WorldState.empty());
    state.setCode(CONTRACT, Bytes.fromHexString("0x" + code));
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
    BlockContext block = BlockContext.qbft(1, 1000, 30_000_000, Address.ZERO);
    return new Evm(rules, block, transaction, state, new CodeCache(4), tracer).run(message);
  }
}
