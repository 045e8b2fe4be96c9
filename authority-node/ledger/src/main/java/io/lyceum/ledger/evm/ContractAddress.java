package io.lyceum.ledger.evm;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;

/** The addresses of created contracts. */
public final class ContractAddress {

  private ContractAddress() {}

  /** Of CREATE and creating transactions: from the creator and its nonce before the creation. */
  public static Address ofNonce(Address creator, long nonce) {
    Bytes encoded =
        RLP.encodeList(
            writer -> {
              writer.writeValue(creator.bytes());
              writer.writeValue(Bytes.minimalBytes(nonce));
            });
    return tail(Keccak.hash(encoded));
  }

  /** Of CREATE2 (EIP-1014). */
  public static Address ofSalt(Address creator, Bytes32 salt, Bytes initCode) {
    return tail(
        Keccak.hash(
            Bytes.concatenate(
                Bytes.of((byte) 0xff), creator.bytes(), salt, Keccak.hash(initCode))));
  }

  private static Address tail(Bytes32 hash) {
    return new Address(hash.slice(12, 20).copy());
  }
}
