package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.Instruction;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.state.MemoryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every instruction runs at the place, with the gas and on the stack that Besu's traces show. Two
 * of the chains come without traces.
 */
class BesuTraceTest {

  private static final long STIPEND = 2300;

  /**
   * What a step shows.
   *
   * @param reason what REVERT gave, as a number
   * @param error why the frame halted here, or the creation that the step began
   */
  private record Step(
      int pc,
      String op,
      long gas,
      long cost,
      int depth,
      List<String> stack,
      Optional<String> reason,
      Optional<String> error) {

    Step ending(Optional<String> why, Optional<String> halt) {
      return new Step(pc, op, gas, cost, depth, stack, why, halt);
    }
  }

  /** Keeps the steps of each transaction. */
  private static final class StepRecorder implements Tracer {
    private final List<List<Step>> transactions = new ArrayList<>();
    private final long timestamp;
    private final Genesis genesis;
    private Step running;

    StepRecorder(Genesis genesis, Block block) {
      this.genesis = genesis;
      this.timestamp = block.header().timestamp();
    }

    @Override
    public void enter(Message message) {
      if (message.depth() == 0) {
        transactions.add(new ArrayList<>());
      }
    }

    @Override
    public void before(Frame frame, int opcode) {
      Instruction instruction =
          Forks.rules(genesis.config().fork(0, timestamp)).instructions().get(opcode);
      List<String> stack = new ArrayList<>();
      for (int i = frame.stack().size() - 1; i >= 0; i--) {
        stack.add("0x" + frame.stack().uint256(i).toUnsignedBigInteger().toString(16));
      }
      running =
          new Step(
              frame.pc(),
              instruction == null ? "INVALID" : instruction.name(),
              frame.gas(),
              0,
              frame.message().depth() + 1,
              stack,
              Optional.empty(),
              Optional.empty());
    }

    @Override
    public void after(Frame frame, int opcode, long cost, Optional<HaltReason> halt) {
      // To Besu a write in a static call costs all the gas that is left.
      boolean forbidden = halt.equals(Optional.of(HaltReason.ILLEGAL_STATE_CHANGE));
      long shown = forbidden ? running.gas : cost;
      transactions
          .getLast()
          .add(
              new Step(
                  running.pc,
                  running.op,
                  running.gas,
                  shown,
                  running.depth,
                  running.stack,
                  Optional.empty(),
                  Optional.empty()));
    }

    @Override
    public void exit(Message message, MessageResult result) {
      List<Step> steps = transactions.getLast();
      if (result.isSuccess() || steps.isEmpty()) {
        return;
      }
      Optional<String> reason =
          result.halt().isPresent()
              ? Optional.empty()
              : Optional.of("0x" + result.output().toUnsignedBigInteger().toString(16));
      // Code that cannot be deposited shows at the step before the RETURN of it.
      boolean deposits = result.halt().isPresent() && steps.getLast().op.equals("RETURN");
      int at = steps.size() - (deposits ? 2 : 1);
      steps.set(at, steps.get(at).ending(reason, result.halt().map(StepRecorder::name)));
    }

    /** By the names that Besu gives. */
    private static String name(HaltReason halt) {
      return switch (halt) {
        case OUT_OF_GAS -> "INSUFFICIENT_GAS";
        case ADDRESS_COLLISION -> "ILLEGAL_STATE_CHANGE";
        default -> halt.name();
      };
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LONDON", "CANCUN", "PRAGUE", "PRAGUE_SYSTEM"})
  void everyStepIsBesus(BesuChain chain) throws Exception {
    Genesis genesis = chain.genesis();
    List<Block> blocks = chain.blocks();
    JsonNode traces = chain.json("traces.json");
    BlockExecutor executor = new BlockExecutor(genesis.config(), new CodeCache(64));
    MemoryState state = new MemoryState();
    state.apply(genesis.state());
    int compared = 0;

    for (Block block : blocks.subList(1, blocks.size())) {
      StepRecorder recorder = new StepRecorder(genesis, block);
      BlockContext context =
          BlockContext.of(block.header(), number -> blocks.get((int) number).hash());
      BlockResult result =
          executor.execute(state.current(), context, block.body().transactions(), recorder);
      state.apply(result.changes());
      for (int i = 0; i < block.body().transactions().size(); i++) {
        String hash = block.body().transactions().get(i).hash().toHexString();
        JsonNode trace = traces.path(hash).path("trace").path("structLogs");
        if (!trace.isMissingNode()) {
          String what = traces.get(hash).get("what").asText();
          if (assertSameSteps(what, recorder.transactions.get(i), trace, i == 0)) {
            assertSameOutcome(result.outcomes().get(i), traces.get(hash).get("trace"));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(traces.size() / 2);
  }

  private static void assertSameOutcome(TransactionOutcome.Executed outcome, JsonNode trace) {
    assertThat(outcome.gasUsed()).isEqualTo(trace.get("gas").asLong());
    assertThat(outcome.isSuccess()).isEqualTo(!trace.get("failed").asBoolean());
    // Besu shows what a revert returned with its step only.
    Bytes returned = outcome.isSuccess() ? outcome.output() : Bytes.EMPTY;
    assertThat(returned.toHexString()).isEqualTo(trace.get("returnValue").asText());
  }

  /**
   * Gives whether the whole trace could be compared. Besu traces a transaction as if those before
   * it in the block were part of it, so that SSTORE costs less where they wrote to the slot too,
   * against Besu's own receipt. From there on such a trace says nothing.
   */
  private static boolean assertSameSteps(
      String what, List<Step> steps, JsonNode trace, boolean isFirstOfBlock) {
    List<JsonNode> expected = new ArrayList<>();
    for (JsonNode step : trace) {
      // A transaction to a precompile is one step without a name to Besu, and none to us.
      if (!step.get("op").asText().isEmpty()) {
        expected.add(step);
      }
    }
    for (int i = 0; i < Math.min(steps.size(), expected.size()); i++) {
      Step ours = steps.get(i);
      if (!isFirstOfBlock
          && ours.op.equals("SSTORE")
          && expected.get(i).get("gasCost").asLong() < ours.cost) {
        return false;
      }
      assertThat(ours).as("%s, step %s", what, i).isEqualTo(step(expected.get(i), ours));
    }
    assertThat(steps).as(what).hasSize(expected.size());
    return true;
  }

  private static Step step(JsonNode json, Step ours) {
    List<String> stack = new ArrayList<>();
    json.get("stack").forEach(word -> stack.add(word.asText()));
    String op = json.get("op").asText();
    // Besu leaves out of a creation's cost what it hands to the init code, and counts as a cost of
    // a call the stipend, which costs nothing.
    boolean creates = op.startsWith("CREATE");
    long cost = json.get("gasCost").asLong();
    boolean withStipend = op.startsWith("CALL") && cost == ours.cost + STIPEND;
    return new Step(
        json.get("pc").asInt(),
        op,
        json.get("gas").asLong(),
        creates || withStipend ? ours.cost : cost,
        json.get("depth").asInt(),
        stack,
        Optional.ofNullable(json.get("reason")).map(JsonNode::asText),
        Optional.ofNullable(json.get("error")).map(JsonNode::asText));
  }
}
