package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A block. {@code transactions} holds hashes or {@link TransactionResult}s, {@code size} bytes. */
public record BlockResult(
    long number,
    Bytes32 hash,
    Bytes32 mixHash,
    Bytes32 parentHash,
    Bytes nonce,
    Bytes32 sha3Uncles,
    Bytes logsBloom,
    Bytes32 transactionsRoot,
    Bytes32 stateRoot,
    Bytes32 receiptsRoot,
    Address miner,
    UInt256 difficulty,
    UInt256 totalDifficulty,
    Bytes extraData,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<UInt256> baseFeePerGas,
    long size,
    long gasLimit,
    long gasUsed,
    long timestamp,
    List<Bytes32> uncles,
    List<?> transactions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Bytes32> withdrawalsRoot,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<?>> withdrawals,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Bytes32> requestsHash,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Long> blobGasUsed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Long> excessBlobGas,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Bytes32> parentBeaconBlockRoot) {

  /** Makes the result of a block with its transactions in the form that is asked for. */
  public static BlockResult of(
      Block block, Bytes32 hash, UInt256 totalDifficulty, List<?> transactions) {
    BlockHeader header = block.header();
    return new BlockResult(
        header.number(),
        hash,
        header.mixHash(),
        header.parentHash(),
        header.nonce(),
        header.ommersHash(),
        header.logsBloom(),
        header.transactionsRoot(),
        header.stateRoot(),
        header.receiptsRoot(),
        header.coinbase(),
        header.difficulty(),
        totalDifficulty,
        header.extraData(),
        header.baseFee(),
        block.encoded().size(),
        header.gasLimit(),
        header.gasUsed(),
        header.timestamp(),
        List.of(),
        transactions,
        header.withdrawalsRoot(),
        block.body().hasWithdrawals() ? Optional.of(List.of()) : Optional.empty(),
        header.requestsHash(),
        header.blobGasUsed(),
        header.excessBlobGas(),
        header.parentBeaconBlockRoot());
  }
}
