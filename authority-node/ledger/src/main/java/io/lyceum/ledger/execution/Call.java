package io.lyceum.ledger.execution;

import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A call that is only tried: what {@code eth_call} and {@code eth_estimateGas} ask for.
 *
 * @param from on whose behalf; need not have signed
 * @param to the receiver; empty to create a contract
 * @param value wei that is transferred
 * @param payload input data, or init code
 * @param gas what it may use at most
 * @param fees what it offers for gas
 * @param accessList announced addresses and slots
 * @param authorizations to run the code of others (EIP-7702); only with a receiver
 * @param checksBalance whether the sender must have what it sends and pays; otherwise what it lacks
 *     is lent
 */
public record Call(
    Address from,
    Optional<Address> to,
    UInt256 value,
    Bytes payload,
    long gas,
    CallFees fees,
    List<AccessListEntry> accessList,
    List<Authorization> authorizations,
    boolean checksBalance) {

  /** Keeps unmodifiable copies of the lists. */
  public Call {
    accessList = List.copyOf(accessList);
    authorizations = List.copyOf(authorizations);
  }

  /** A free call of a contract without value. */
  public static Call of(Address from, Address to, Bytes payload, long gas) {
    return new Call(
        from,
        Optional.of(to),
        UInt256.ZERO,
        payload,
        gas,
        CallFees.NONE,
        List.of(),
        List.of(),
        false);
  }

  /** The same call with another allowance of gas. */
  Call withGas(long otherGas) {
    return new Call(
        from, to, value, payload, otherGas, fees, accessList, authorizations, checksBalance);
  }

  /** The same call with another access list. */
  Call withAccessList(List<AccessListEntry> otherList) {
    return new Call(from, to, value, payload, gas, fees, otherList, authorizations, checksBalance);
  }

  /** The transaction that its sender would sign. */
  public TransactionBody body(UInt256 chainId, long nonce) {
    if (!authorizations.isEmpty() && to.isPresent()) {
      return new TransactionBody.SetCode(
          Optional.of(chainId),
          nonce,
          fees.maxPriority(),
          fees.max(),
          gas,
          to.get(),
          value,
          payload,
          accessList,
          authorizations);
    }
    return new TransactionBody.DynamicFee(
        Optional.of(chainId),
        nonce,
        fees.maxPriority(),
        fees.max(),
        gas,
        to,
        value,
        payload,
        accessList);
  }
}
