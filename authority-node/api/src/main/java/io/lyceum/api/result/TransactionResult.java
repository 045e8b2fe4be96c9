package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lyceum.ledger.execution.TransactionProcessor;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A transaction, on the chain or (with null in the fields of its block) in the pool. */
public record TransactionResult(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<AccessListItem>> accessList,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<AuthorizationItem>> authorizationList,
    Optional<Bytes32> blockHash,
    Optional<Long> blockNumber,
    Optional<Long> blockTimestamp,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<UInt256> chainId,
    Address from,
    long gas,
    UInt256 gasPrice,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<UInt256> maxPriorityFeePerGas,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<UInt256> maxFeePerGas,
    Bytes32 hash,
    Bytes input,
    long nonce,
    Optional<Address> to,
    Optional<Integer> transactionIndex,
    int type,
    UInt256 value,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Integer> yParity,
    UInt256 v,
    UInt256 r,
    UInt256 s) {

  private static final int LEGACY = 0;
  private static final int ACCESS_LIST = 1;
  private static final long PRE_EIP155_V = 27;
  private static final long EIP155_V = 35;

  /** An entry of the access list; the keys have all their 32 bytes. */
  public record AccessListItem(Address address, List<Bytes32> storageKeys) {

    /** The item of an entry. */
    public static AccessListItem of(AccessListEntry entry) {
      return new AccessListItem(
          entry.address(),
          entry.storageKeys().stream().map(key -> Bytes32.wrap(key.toArray())).toList());
    }
  }

  /** An entry of the list of EIP-7702. */
  public record AuthorizationItem(
      UInt256 chainId, Address address, long nonce, int yParity, UInt256 r, UInt256 s) {

    static AuthorizationItem of(Authorization authorization) {
      return new AuthorizationItem(
          authorization.chainId(),
          authorization.address(),
          authorization.nonce(),
          authorization.yParity(),
          authorization.r(),
          authorization.s());
    }
  }

  /** A transaction that waits in the pool. */
  public static TransactionResult pending(Transaction transaction) {
    return of(transaction, Optional.empty());
  }

  /** A transaction of a block. */
  public static TransactionResult included(Transaction transaction, Inclusion inclusion) {
    return of(transaction, Optional.of(inclusion));
  }

  private static TransactionResult of(Transaction transaction, Optional<Inclusion> inclusion) {
    TransactionBody body = transaction.body();
    boolean typed = body.type() != LEGACY;
    boolean dynamicFee = body.type() > ACCESS_LIST;
    int parity = transaction.signature().recoveryId();
    return new TransactionResult(
        typed
            ? Optional.of(body.accessList().stream().map(AccessListItem::of).toList())
            : Optional.empty(),
        body instanceof TransactionBody.SetCode setCode
            ? Optional.of(setCode.authorizations().stream().map(AuthorizationItem::of).toList())
            : Optional.empty(),
        inclusion.map(Inclusion::blockHash),
        inclusion.map(Inclusion::blockNumber),
        inclusion.map(Inclusion::timestamp),
        body.chainId(),
        transaction.sender().orElseThrow(),
        body.gasLimit(),
        inclusion
            .map(in -> TransactionProcessor.effectiveGasPrice(body, in.baseFee()))
            .orElseGet(body::maxFeePerGas),
        dynamicFee ? Optional.of(body.maxPriorityFeePerGas()) : Optional.empty(),
        dynamicFee ? Optional.of(body.maxFeePerGas()) : Optional.empty(),
        transaction.hash(),
        body.payload(),
        body.nonce(),
        body.to(),
        inclusion.map(Inclusion::index),
        body.type(),
        body.value(),
        typed ? Optional.of(parity) : Optional.empty(),
        typed ? UInt256.valueOf(parity) : legacyV(body.chainId(), parity),
        transaction.signature().r(),
        transaction.signature().s());
  }

  private static UInt256 legacyV(Optional<UInt256> chainId, int parity) {
    return chainId
        .map(id -> id.multiply(2).add(EIP155_V))
        .orElse(UInt256.valueOf(PRE_EIP155_V))
        .add(parity);
  }
}
