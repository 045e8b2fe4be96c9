package io.lyceum.ledger.block;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A block header with the fields up to Prague, in the order of its RLP. A field of a later fork is
 * present only if those before it are.
 *
 * @param coinbase the proposer on a QBFT chain
 * @param logsBloom 256 bytes
 * @param extraData on a QBFT chain the RLP of the QBFT list
 * @param mixHash on a QBFT chain a constant
 * @param nonce 8 bytes
 * @param baseFee London
 * @param withdrawalsRoot Shanghai
 * @param blobGasUsed Cancun
 * @param excessBlobGas Cancun
 * @param parentBeaconBlockRoot Cancun
 * @param requestsHash Prague
 */
public record BlockHeader(
    Bytes32 parentHash,
    Bytes32 ommersHash,
    Address coinbase,
    Bytes32 stateRoot,
    Bytes32 transactionsRoot,
    Bytes32 receiptsRoot,
    Bytes logsBloom,
    UInt256 difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    Bytes32 mixHash,
    Bytes nonce,
    Optional<UInt256> baseFee,
    Optional<Bytes32> withdrawalsRoot,
    Optional<Long> blobGasUsed,
    Optional<Long> excessBlobGas,
    Optional<Bytes32> parentBeaconBlockRoot,
    Optional<Bytes32> requestsHash) {}
