package io.lyceum.api.debug;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.trace.StructLog;
import io.lyceum.ledger.evm.trace.StructLogOptions;
import io.lyceum.ledger.evm.trace.StructLogTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.TransactionOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The steps of a transaction. Each is written at once, since its JSON takes far less memory than
 * the objects would.
 */
final class StructLogTrace implements TransactionTrace {

  private static final JsonFactory JSON = new JsonFactory();

  private final TraceBudget budget;
  private final StructLogTracer tracer;
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;
  private int paid;

  StructLogTrace(ForkRules rules, StructLogOptions options, TraceBudget budget) {
    this.budget = budget;
    this.tracer = new StructLogTracer(rules, options, this::write);
    try {
      this.json = JSON.createGenerator(text);
      json.writeStartArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Tracer tracer() {
    return tracer;
  }

  @Override
  public Object result(TransactionOutcome.Executed outcome) {
    try {
      json.writeEndArray();
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // What a revert returned shows at its step only, as in Besu.
    Bytes returned = outcome.isSuccess() ? outcome.output() : Bytes.EMPTY;
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("gas", outcome.gasUsed())
            .put("failed", !outcome.isSuccess())
            .put("returnValue", returned.toHexString());
    result.putRawValue("structLogs", new RawValue(text.toString()));
    return result;
  }

  private void write(StructLog step) {
    try {
      json.writeStartObject();
      json.writeNumberField("pc", step.pc());
      json.writeStringField("op", step.op());
      json.writeNumberField("gas", step.gas());
      json.writeNumberField("gasCost", step.gasCost());
      json.writeNumberField("depth", step.depth());
      if (step.refund() != 0) {
        json.writeNumberField("refund", step.refund());
      }
      writeContent(step);
      if (step.revertReason().isPresent()) {
        json.writeStringField("reason", quantity(step.revertReason().get()));
      }
      if (step.error().isPresent()) {
        json.writeStringField("error", step.error().get());
      }
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int length = text.getBuffer().length();
    budget.spend(length - paid);
    paid = length;
  }

  private void writeContent(StructLog step) throws IOException {
    if (step.stack().isPresent()) {
      json.writeArrayFieldStart("stack");
      for (UInt256 word : step.stack().get()) {
        json.writeString(word.toQuantityHexString());
      }
      json.writeEndArray();
    }
    if (step.memory().isPresent()) {
      Bytes memory = step.memory().get();
      json.writeArrayFieldStart("memory");
      for (int at = 0; at < memory.size(); at += Bytes32.SIZE) {
        json.writeString(memory.slice(at, Bytes32.SIZE).toHexString());
      }
      json.writeEndArray();
    }
    if (step.returnData().isPresent()) {
      json.writeStringField("returnData", step.returnData().get().toHexString());
    }
    if (step.storage().isPresent()) {
      json.writeObjectFieldStart("storage");
      for (Map.Entry<UInt256, UInt256> slot : step.storage().get().entrySet()) {
        json.writeStringField(slot.getKey().toHexString(), slot.getValue().toHexString());
      }
      json.writeEndObject();
    }
  }

  private static String quantity(Bytes value) {
    return "0x" + value.toUnsignedBigInteger().toString(16);
  }
}
