package io.lyceum.pool;

import io.lyceum.ledger.execution.TransactionValidator;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.time.Instant;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A transaction in the pool.
 *
 * @param transaction what was signed
 * @param sender who signed
 * @param maxCost the most that the sender may have to pay, in wei
 * @param arrival its place in the order of arrival
 * @param admitted when it came
 * @param origin where it came from
 */
public record PooledTransaction(
    Transaction transaction,
    Address sender,
    BigInteger maxCost,
    long arrival,
    Instant admitted,
    Origin origin) {

  /** Where a transaction came from. */
  public enum Origin {
    /** A client of this node. */
    LOCAL,
    /** Another node. */
    PEER
  }

  static PooledTransaction of(
      Transaction transaction, Address sender, long arrival, Instant admitted, Origin origin) {
    return new PooledTransaction(
        transaction,
        sender,
        TransactionValidator.maxCost(transaction.body()),
        arrival,
        admitted,
        origin);
  }

  long nonce() {
    return transaction.body().nonce();
  }

  int size() {
    return transaction.encoded().size();
  }

  boolean reaches(UInt256 baseFee) {
    return transaction.body().maxFeePerGas().compareTo(baseFee) >= 0;
  }

  /** Wei for a unit of gas that the beneficiary gets; zero if the fee cap is below the base fee. */
  UInt256 tip(UInt256 baseFee) {
    TransactionBody body = transaction.body();
    return tip(body.maxFeePerGas(), body.maxPriorityFeePerGas(), baseFee);
  }

  static UInt256 tip(UInt256 feeCap, UInt256 priorityFee, UInt256 baseFee) {
    if (feeCap.compareTo(baseFee) < 0) {
      return UInt256.ZERO;
    }
    UInt256 room = feeCap.subtract(baseFee);
    return priorityFee.compareTo(room) < 0 ? priorityFee : room;
  }

  /**
   * Whether this one may take the place of another with its nonce: both its fee cap and its
   * priority fee are higher by the percentage, and by one wei at least. So on a network without
   * fees, where all offer nothing, the first stays; who wants to replace it offers a wei.
   */
  boolean outbids(PooledTransaction other, int percent) {
    return exceeds(
            transaction.body().maxFeePerGas(), other.transaction.body().maxFeePerGas(), percent)
        && exceeds(
            transaction.body().maxPriorityFeePerGas(),
            other.transaction.body().maxPriorityFeePerGas(),
            percent);
  }

  private static boolean exceeds(UInt256 offer, UInt256 former, int percent) {
    BigInteger offered = offer.toUnsignedBigInteger();
    BigInteger before = former.toUnsignedBigInteger();
    BigInteger scaled = before.multiply(BigInteger.valueOf(100L + percent));
    return offered.compareTo(before) > 0
        && offered.multiply(BigInteger.valueOf(100)).compareTo(scaled) >= 0;
  }
}
