package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lyceum.ledger.evm.trace.CallFrame;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A call with those that it made, as geth's {@code callTracer} writes it. */
public record CallFrameResult(
    Address from,
    long gas,
    long gasUsed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Address> to,
    Bytes input,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Bytes> output,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> error,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> revertReason,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CallFrameResult> calls,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PlacedLogResult> logs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<UInt256> value,
    String type) {

  /** An event; {@code position} is how many calls came before it. */
  public record PlacedLogResult(
      Address address, List<Bytes32> topics, Bytes data, int index, int position) {

    static PlacedLogResult of(CallFrame.PlacedLog placed) {
      return new PlacedLogResult(
          placed.log().address(),
          placed.log().topics(),
          placed.log().data(),
          placed.index(),
          placed.position());
    }
  }

  /** The result of a call. */
  public static CallFrameResult of(CallFrame frame) {
    return new CallFrameResult(
        frame.from(),
        frame.gas(),
        frame.gasUsed(),
        frame.to(),
        frame.input(),
        Optional.of(frame.output()).filter(output -> !output.isEmpty()),
        frame.error(),
        frame.revertReason(),
        frame.calls().stream().map(CallFrameResult::of).toList(),
        frame.logs().stream().map(PlacedLogResult::of).toList(),
        frame.value(),
        frame.type());
  }
}
