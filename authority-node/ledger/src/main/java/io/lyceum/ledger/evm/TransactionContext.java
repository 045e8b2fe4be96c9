package io.lyceum.ledger.evm;

import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What code can see of the transaction that runs it.
 *
 * @param chainId EIP-1344
 * @param origin the sender
 * @param gasPrice the effective price in wei
 * @param blobHashes the versioned hashes of EIP-4844; empty for other types
 */
public record TransactionContext(
    UInt256 chainId, Address origin, UInt256 gasPrice, List<Bytes32> blobHashes) {}
