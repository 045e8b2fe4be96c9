package io.lyceum.ledger.crypto;

import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A secp256k1 key of a node or an account. Its text form never shows the private key. */
public final class KeyPair {

  private final Secp256k1 curve;
  private final Bytes32 privateKey;
  private final Bytes publicKey;
  private final Address address;

  /**
   * @throws IllegalArgumentException if the private key is zero or not below the curve's order
   */
  public KeyPair(Secp256k1 curve, Bytes32 privateKey) {
    this.curve = curve;
    this.privateKey = privateKey;
    this.publicKey = curve.publicKey(privateKey);
    this.address = Secp256k1.addressOf(publicKey);
  }

  /** Makes a key on the best curve implementation of this machine. */
  public static KeyPair of(Bytes32 privateKey) {
    return new KeyPair(Secp256k1.best(), privateKey);
  }

  /** Signs a 32-byte digest (RFC 6979, low s). */
  public Signature sign(Bytes32 digest) {
    return curve.sign(digest, privateKey);
  }

  /** The secret, for whoever writes the key file. */
  public Bytes32 privateKey() {
    return privateKey;
  }

  /** 64 bytes, x ‖ y. */
  public Bytes publicKey() {
    return publicKey;
  }

  /** The account of this key. */
  public Address address() {
    return address;
  }

  @Override
  public String toString() {
    return "KeyPair[" + address + "]";
  }
}
