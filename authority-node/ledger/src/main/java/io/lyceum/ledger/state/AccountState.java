package io.lyceum.ledger.state;

import io.lyceum.ledger.crypto.Keccak;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An account as the state holds it, without its storage.
 *
 * @param nonce transactions sent, or contracts created
 * @param balance in wei
 * @param codeHash Keccak-256 of the code
 */
public record AccountState(long nonce, UInt256 balance, Bytes32 codeHash) {

  /** An account of which nothing is known yet. */
  public static final AccountState EMPTY = new AccountState(0, UInt256.ZERO, Keccak.EMPTY);

  /** Empty in the sense of EIP-161: no nonce, no balance, no code. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && codeHash.equals(Keccak.EMPTY);
  }
}
