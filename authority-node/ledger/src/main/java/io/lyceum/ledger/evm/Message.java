package io.lyceum.ledger.evm;

import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A call or creation, made by a transaction or by code.
 *
 * @param kind which of them
 * @param caller what CALLER gives
 * @param recipient whose storage and balance are worked on; for a creation the new account
 * @param codeAddress whose code runs; for a creation the new account
 * @param value what CALLVALUE gives, in wei; only CALL and creations transfer it
 * @param input the call data; for a creation the init code
 * @param gas what the callee may use
 * @param isStatic whether writes are forbidden
 * @param depth 0 for a transaction
 */
public record Message(
    Kind kind,
    Address caller,
    Address recipient,
    Address codeAddress,
    UInt256 value,
    Bytes input,
    long gas,
    boolean isStatic,
    int depth) {

  /** The ways to begin a frame. */
  public enum Kind {
    /** A transaction or CALL. */
    CALL,
    /** CALLCODE: another's code on one's own account. */
    CALLCODE,
    /** DELEGATECALL: the same, keeping caller and value. */
    DELEGATECALL,
    /** STATICCALL: without writes. */
    STATICCALL,
    /** A creating transaction, or CREATE. */
    CREATE,
    /** CREATE2. */
    CREATE2;

    /** Whether it creates a contract. */
    public boolean isCreation() {
      return this == CREATE || this == CREATE2;
    }
  }
}
