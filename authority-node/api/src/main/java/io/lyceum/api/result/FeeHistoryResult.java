package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What blocks cost. The lists of base fees have one entry more than there are blocks: the next
 * block's.
 */
public record FeeHistoryResult(
    long oldestBlock,
    List<UInt256> baseFeePerGas,
    List<UInt256> baseFeePerBlobGas,
    List<Double> gasUsedRatio,
    List<Double> blobGasUsedRatio,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<List<UInt256>>> reward) {}
