package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import java.util.List;

/** A block that was only tried, with what became of its calls among its members. */
public record SimulatedBlockResult(
    @JsonUnwrapped BlockResult block, List<SimulatedCallResult> calls) {

  /** Its form: that of a block and the calls. */
  public static final Schema SCHEMA =
      Schema.allOf(
          ResultSchemas.of(BlockResult.class),
          Schema.object()
              .required("calls", Schema.arrayOf(ResultSchemas.of(SimulatedCallResult.class)))
              .build());
}
