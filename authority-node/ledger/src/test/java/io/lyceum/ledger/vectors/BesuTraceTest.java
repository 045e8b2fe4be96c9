package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.evm.trace.StructLog;
import io.lyceum.ledger.evm.trace.StructLogOptions;
import io.lyceum.ledger.evm.trace.StructLogTracer;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.ChainConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every instruction runs at the place, with the gas and on the stack that Besu's traces show. Two
 * of the chains come without traces.
 */
class BesuTraceTest {

  private record Steps(List<StructLog> made, Tracer tracer) {

    static Steps of(ForkRules rules) {
      List<StructLog> made = new ArrayList<>();
      return new Steps(made, new StructLogTracer(rules, StructLogOptions.DEFAULT, made::add));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LONDON", "CANCUN", "PRAGUE", "PRAGUE_SYSTEM"})
  void everyStepIsBesus(BesuChain chain) throws Exception {
    ChainConfig config = chain.genesis().config();
    JsonNode traces = chain.json("traces.json");
    AtomicInteger compared = new AtomicInteger();
    new TracedReplay<>(
            block -> Steps.of(Forks.rules(config, block.number(), block.timestamp())),
            Steps::tracer)
        .run(
            chain,
            ran -> {
              JsonNode recorded = traces.path(ran.transaction().hash().toHexString());
              JsonNode trace = recorded.path("trace");
              if (trace.has("structLogs")
                  && assertSameSteps(
                      recorded.get("what").asText(),
                      ran.trace().made(),
                      trace.get("structLogs"),
                      ran.place() == 0)) {
                assertSameOutcome(ran.outcome(), trace);
                compared.incrementAndGet();
              }
            });
    assertThat(compared).hasValueGreaterThan(traces.size() / 2);
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
      String what, List<StructLog> steps, JsonNode expected, boolean isFirstOfBlock) {
    for (int i = 0; i < Math.min(steps.size(), expected.size()); i++) {
      StructLog ours = steps.get(i);
      if (!isFirstOfBlock
          && ours.op().equals("SSTORE")
          && expected.get(i).get("gasCost").asLong() < ours.gasCost()) {
        return false;
      }
      assertThat(visible(ours)).as("%s, step %s", what, i).isEqualTo(visible(expected.get(i)));
    }
    assertThat(steps).as(what).hasSize(expected.size());
    return true;
  }

  private record Visible(
      int pc,
      String op,
      long gas,
      long cost,
      int depth,
      long refund,
      List<String> stack,
      Optional<String> reason,
      Optional<String> error) {}

  private static Visible visible(StructLog step) {
    return new Visible(
        step.pc(),
        step.op(),
        step.gas(),
        step.gasCost(),
        step.depth(),
        step.refund(),
        step.stack().orElse(List.of()).stream().map(BesuTraceTest::quantity).toList(),
        step.revertReason().map(BesuTraceTest::quantity),
        step.error());
  }

  private static Visible visible(JsonNode step) {
    List<String> stack = new ArrayList<>();
    step.path("stack").forEach(word -> stack.add(word.asText()));
    return new Visible(
        step.get("pc").asInt(),
        step.get("op").asText(),
        step.get("gas").asLong(),
        step.get("gasCost").asLong(),
        step.get("depth").asInt(),
        step.path("refund").asLong(),
        stack,
        Optional.ofNullable(step.get("reason")).map(JsonNode::asText),
        Optional.ofNullable(step.get("error")).map(JsonNode::asText));
  }

  private static String quantity(Bytes value) {
    return "0x" + value.toUnsignedBigInteger().toString(16);
  }
}
