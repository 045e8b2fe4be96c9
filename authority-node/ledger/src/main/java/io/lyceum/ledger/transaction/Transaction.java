package io.lyceum.ledger.transaction;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import java.util.Objects;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A signed transaction. Two are equal if their hashes are. The encoding, the hash and the sender
 * are computed when first asked for; doing so twice at once does no harm.
 */
public final class Transaction {

  /** The largest encoding that is read from a peer or a client, in bytes. */
  public static final int MAX_ENCODED_SIZE = 128 * 1024;

  private final TransactionBody body;
  private final Signature signature;
  private volatile Bytes encoded;
  private volatile Bytes32 hash;
  private volatile Optional<Address> sender;

  /** Joins a body with its signature, which is not checked here. */
  public Transaction(TransactionBody body, Signature signature) {
    this.body = Objects.requireNonNull(body, "body");
    this.signature = Objects.requireNonNull(signature, "signature");
  }

  /** The digest that a sender signs: EIP-155 for a legacy body with a chain id, else its type's. */
  public static Bytes32 signingHash(TransactionBody body) {
    return Keccak.hash(TransactionCodec.encodeForSigning(body));
  }

  /** Signs a body. */
  public static Transaction sign(TransactionBody body, KeyPair key) {
    return new Transaction(body, key.sign(signingHash(body)));
  }

  /**
   * A transaction that nobody signed, for a block that is only tried. Its signature is zero, so
   * that whoever reads its encoding finds no sender.
   */
  public static Transaction unsigned(TransactionBody body, Address sender) {
    Transaction transaction = new Transaction(body, new Signature(UInt256.ZERO, UInt256.ZERO, 0));
    transaction.sender = Optional.of(sender);
    return transaction;
  }

  /**
   * Reads a transaction that a peer or a client sent, in the canonical encoding of EIP-2718 (not
   * wrapped in an RLP string).
   *
   * @throws InvalidRlpException if it is malformed or longer than {@link #MAX_ENCODED_SIZE}
   */
  public static Transaction decode(Bytes encoded) {
    if (encoded.size() > MAX_ENCODED_SIZE) {
      throw new InvalidRlpException(
          "A transaction has at most " + MAX_ENCODED_SIZE + " bytes, not " + encoded.size());
    }
    return decodeUnbounded(encoded);
  }

  /**
   * Reads a transaction of a block, whose size is bounded as a whole.
   *
   * @throws InvalidRlpException if it is malformed
   */
  public static Transaction decodeUnbounded(Bytes encoded) {
    Transaction transaction = TransactionCodec.decode(encoded);
    transaction.encoded = encoded.copy();
    return transaction;
  }

  /** What was signed. */
  public TransactionBody body() {
    return body;
  }

  /** The sender's signature. */
  public Signature signature() {
    return signature;
  }

  /** The canonical encoding of EIP-2718. */
  public Bytes encoded() {
    if (encoded == null) {
      encoded = TransactionCodec.encode(body, signature);
    }
    return encoded;
  }

  /** Keccak-256 of the canonical encoding. */
  public Bytes32 hash() {
    if (hash == null) {
      hash = Keccak.hash(encoded());
    }
    return hash;
  }

  /** The account that signed; empty if nobody can have, or if s is high (EIP-2). */
  public Optional<Address> sender() {
    if (sender == null) {
      sender =
          signature.isLowS()
              ? Secp256k1.best().recoverAddress(signingHash(body), signature)
              : Optional.empty();
    }
    return sender;
  }

  /** Whether {@link #sender} has its answer already. */
  boolean isSenderKnown() {
    return sender != null;
  }

  /** Takes over what an equal transaction knows of the sender. */
  void takeSenderFrom(Transaction same) {
    if (!equals(same)) {
      throw new IllegalArgumentException(same + " is another transaction than " + this);
    }
    sender = same.sender;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transaction that && hash().equals(that.hash());
  }

  @Override
  public int hashCode() {
    return hash().hashCode();
  }

  @Override
  public String toString() {
    return "Transaction[" + hash() + "]";
  }
}
