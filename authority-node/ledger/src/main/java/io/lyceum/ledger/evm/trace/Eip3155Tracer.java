package io.lyceum.ledger.evm.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.Instruction;
import io.lyceum.ledger.evm.InstructionSet;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.evm.Tracer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Writes a JSON object for each instruction, and one at the end (EIP-3155). */
public final class Eip3155Tracer implements Tracer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> lines;
  private final InstructionSet instructions;
  private final LongSupplier refund;
  private ObjectNode step;

  /**
   * @param lines takes each line, without its end
   * @param instructions those of the fork, for their names
   * @param refund the transaction's refund so far
   */
  public Eip3155Tracer(Consumer<String> lines, InstructionSet instructions, LongSupplier refund) {
    this.lines = lines;
    this.instructions = instructions;
    this.refund = refund;
  }

  @Override
  public void before(Frame frame, int opcode) {
    Instruction instruction = instructions.get(opcode);
    step =
        JSON.createObjectNode()
            .put("pc", frame.pc())
            .put("op", opcode)
            .put("gas", hex(frame.gas()))
            .put("gasCost", "0x0")
            .put("memSize", frame.memory().size());
    writeStack(frame.stack(), step.putArray("stack"));
    step.put("depth", frame.message().depth() + 1)
        .put("returnData", Bytes.wrap(frame.returnData()).toHexString())
        .put("refund", hex(refund.getAsLong()))
        .put("opName", instruction == null ? "INVALID" : instruction.name());
  }

  private static void writeStack(OperandStack stack, ArrayNode words) {
    for (int i = stack.size() - 1; i >= 0; i--) {
      words.add("0x" + stack.uint256(i).toUnsignedBigInteger().toString(16));
    }
  }

  @Override
  public void after(Frame frame, int opcode, long cost, Optional<HaltReason> halt) {
    step.put("gasCost", hex(cost));
    halt.ifPresent(reason -> step.put("error", reason.name()));
    lines.accept(step.toString());
  }

  /**
   * Writes the last line.
   *
   * @param stateRoot of the state that came of it
   */
  public void finish(String fork, MessageResult result, long gasUsed, Bytes32 stateRoot) {
    ObjectNode summary =
        JSON.createObjectNode()
            .put("stateRoot", stateRoot.toHexString())
            .put("output", result.output().toHexString())
            .put("gasUsed", hex(gasUsed))
            .put("pass", result.isSuccess())
            .put("fork", fork);
    result.halt().ifPresent(reason -> summary.put("error", reason.name()));
    lines.accept(summary.toString());
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
