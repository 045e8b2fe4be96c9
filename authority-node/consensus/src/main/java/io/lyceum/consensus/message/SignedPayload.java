package io.lyceum.consensus.message;

import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.StrictRlpReader;
import io.lyceum.ledger.types.Address;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;

/**
 * A payload with its author's signature. The author is always the one recovered from the signature.
 *
 * @param <P> the kind of payload
 */
public final class SignedPayload<P extends Payload> {

  private final P payload;
  private final Bytes32 signingHash;
  private final Signature signature;
  private final Address author;

  private SignedPayload(P payload, Bytes32 signingHash, Signature signature, Address author) {
    this.payload = payload;
    this.signingHash = signingHash;
    this.signature = signature;
    this.author = author;
  }

  /** Signs a payload. */
  public static <P extends Payload> SignedPayload<P> sign(P payload, KeyPair key) {
    Bytes32 hash = payload.signingHash();
    return new SignedPayload<>(payload, hash, key.sign(hash), key.address());
  }

  /**
   * Joins a payload with a signature that came with it.
   *
   * @param curve recovers the author
   * @throws InvalidRlpException if no key can have made the signature
   */
  public static <P extends Payload> SignedPayload<P> of(
      P payload, Signature signature, Secp256k1 curve) {
    Bytes32 hash = payload.signingHash();
    Address author =
        curve
            .recoverAddress(hash, signature)
            .orElseThrow(() -> new InvalidRlpException("Nobody can have signed this payload"));
    return new SignedPayload<>(payload, hash, signature, author);
  }

  /** Reads {@code [payload, signature]}. */
  static <P extends Payload> SignedPayload<P> read(
      StrictRlpReader reader, Function<StrictRlpReader, P> payload, Secp256k1 curve) {
    return reader.list(nested -> readItems(nested, payload, curve));
  }

  /** Reads the two items of {@link #encoded()}. */
  static <P extends Payload> SignedPayload<P> readItems(
      StrictRlpReader reader, Function<StrictRlpReader, P> payload, Secp256k1 curve) {
    return of(reader.list(payload), Signature.decode(reader.fixed(Signature.SIZE)), curve);
  }

  /** {@code [payload, signature]}. */
  public Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          writer.writeRLP(payload.encoded());
          writer.writeValue(signature.encoded());
        });
  }

  /** What was signed. */
  public P payload() {
    return payload;
  }

  /** {@link Payload#signingHash()}, computed once. */
  public Bytes32 signingHash() {
    return signingHash;
  }

  /** Who signed it. */
  public Address author() {
    return author;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedPayload<?> that
        && signature.equals(that.signature)
        && payload.equals(that.payload);
  }

  @Override
  public int hashCode() {
    return signature.hashCode();
  }

  @Override
  public String toString() {
    return payload.code() + " " + payload.round() + " of " + author;
  }
}
