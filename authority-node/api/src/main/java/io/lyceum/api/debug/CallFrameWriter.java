package io.lyceum.api.debug;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.trace.CallFrame;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Writes calls with those that they made as geth's {@code callTracer} does. It goes from call to
 * call without recursion: they are nested as deeply as the machine lets contracts call each other.
 */
final class CallFrameWriter {

  /** A call takes an object and an array; the innermost may have events with topics. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(2 * (Evm.MAX_DEPTH + 4)).build())
          .build();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  /** A call that is begun, with those of its calls that are not. */
  private record Open(CallFrame frame, Iterator<CallFrame> rest) {}

  private CallFrameWriter() throws IOException {
    json = JSON.createGenerator(text);
  }

  /** The JSON of a call with all below it. */
  static String json(CallFrame root) {
    try {
      CallFrameWriter writer = new CallFrameWriter();
      writer.write(root);
      writer.json.close();
      return writer.text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(CallFrame root) throws IOException {
    Deque<Open> open = new ArrayDeque<>();
    open.push(begin(root));
    while (!open.isEmpty()) {
      Iterator<CallFrame> rest = open.peek().rest();
      if (rest.hasNext()) {
        open.push(begin(rest.next()));
      } else {
        end(open.pop().frame());
      }
    }
  }

  private Open begin(CallFrame frame) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", frame.from().toString());
    json.writeStringField("gas", quantity(frame.gas()));
    json.writeStringField("gasUsed", quantity(frame.gasUsed()));
    if (frame.to().isPresent()) {
      json.writeStringField("to", frame.to().get().toString());
    }
    json.writeStringField("input", frame.input().toHexString());
    if (!frame.output().isEmpty()) {
      json.writeStringField("output", frame.output().toHexString());
    }
    if (frame.error().isPresent()) {
      json.writeStringField("error", frame.error().get());
    }
    if (frame.revertReason().isPresent()) {
      json.writeStringField("revertReason", frame.revertReason().get());
    }
    if (frame.value().isPresent()) {
      json.writeStringField("value", frame.value().get().toQuantityHexString());
    }
    json.writeStringField("type", frame.type());
    if (!frame.logs().isEmpty()) {
      json.writeArrayFieldStart("logs");
      for (CallFrame.PlacedLog log : frame.logs()) {
        write(log);
      }
      json.writeEndArray();
    }
    if (!frame.calls().isEmpty()) {
      json.writeArrayFieldStart("calls");
    }
    return new Open(frame, frame.calls().iterator());
  }

  private void end(CallFrame frame) throws IOException {
    if (!frame.calls().isEmpty()) {
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void write(CallFrame.PlacedLog placed) throws IOException {
    json.writeStartObject();
    json.writeStringField("address", placed.log().address().toString());
    json.writeArrayFieldStart("topics");
    for (Bytes32 topic : placed.log().topics()) {
      json.writeString(topic.toHexString());
    }
    json.writeEndArray();
    json.writeStringField("data", placed.log().data().toHexString());
    json.writeStringField("index", quantity(placed.index()));
    json.writeStringField("position", quantity(placed.position()));
    json.writeEndObject();
  }

  private static String quantity(long value) {
    return "0x" + Long.toHexString(value);
  }
}
