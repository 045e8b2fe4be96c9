package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** What became of a call in a block that was only tried; {@code error} if it failed. */
public record SimulatedCallResult(
    Bytes returnData,
    List<LogResult> logs,
    long gasUsed,
    int status,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Failure> error) {

  /** Why a call failed: {@code code} is 3 for a revert, whose data is {@code data}. */
  public record Failure(
      String message,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Bytes> data,
      JsonNumber code) {}
}
