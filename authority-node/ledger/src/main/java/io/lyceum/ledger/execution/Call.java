package io.lyceum.ledger.execution;

import io.lyceum.ledger.transaction.AccessListEntry;
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
 * @param gasPrice in wei; with zero the block's base fee is taken as zero too
 * @param accessList announced addresses and slots
 * @param checksBalance whether the sender must have what it sends and pays; otherwise what it lacks
 *     is lent
 */
public record Call(
    Address from,
    Optional<Address> to,
    UInt256 value,
    Bytes payload,
    long gas,
    UInt256 gasPrice,
    List<AccessListEntry> accessList,
    boolean checksBalance) {

  /** Keeps an unmodifiable copy of the list. */
  public Call {
    accessList = List.copyOf(accessList);
  }

  /** A free call of a contract without value. */
  public static Call of(Address from, Address to, Bytes payload, long gas) {
    return new Call(
        from, Optional.of(to), UInt256.ZERO, payload, gas, UInt256.ZERO, List.of(), false);
  }

  /** The same call with another allowance of gas. */
  Call withGas(long otherGas) {
    return new Call(from, to, value, payload, otherGas, gasPrice, accessList, checksBalance);
  }
}
