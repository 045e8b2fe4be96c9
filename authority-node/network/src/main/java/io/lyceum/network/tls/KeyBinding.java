package io.lyceum.network.tls;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * A node's claim to a TLS key: its secp256k1 public key and its signature over the TLS key, the
 * content of a certificate extension. The construction is that of libp2p's TLS specification, with
 * an object identifier, a prefix and a curve of our own. In DER: {@code SEQUENCE { nodeKey OCTET
 * STRING (64), signature OCTET STRING (65) }}.
 *
 * @param nodeKey 64 bytes, x ‖ y
 * @param signature over {@code keccak256(prefix ‖ SubjectPublicKeyInfo)} of the TLS key
 */
record KeyBinding(Bytes nodeKey, Signature signature) {

  /** Where the extension stands in a certificate; an identifier made from a UUID (X.667). */
  static final ASN1ObjectIdentifier OID =
      new ASN1ObjectIdentifier("2.25.147614328924773548743891687698856538219");

  private static final Bytes PREFIX =
      Bytes.wrap("lyceum-tls-handshake:".getBytes(StandardCharsets.US_ASCII));

  /** Binds a TLS key to a node. */
  static KeyBinding create(KeyPair node, PublicKey tlsKey) {
    return new KeyBinding(node.publicKey(), node.sign(digest(tlsKey)));
  }

  /**
   * Reads the extension's content.
   *
   * @throws CertificateException if it is not of the form above
   */
  static KeyBinding decode(byte[] der) throws CertificateException {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
      if (sequence.size() != 2) {
        throw new CertificateException("The key binding is malformed");
      }
      Bytes key = Bytes.wrap(ASN1OctetString.getInstance(sequence.getObjectAt(0)).getOctets());
      Bytes signature =
          Bytes.wrap(ASN1OctetString.getInstance(sequence.getObjectAt(1)).getOctets());
      return new KeyBinding(key, Signature.decode(signature));
    } catch (IOException | IllegalArgumentException e) {
      throw new CertificateException("The key binding is malformed", e);
    }
  }

  /** The extension's content. */
  DERSequence encoded() {
    return new DERSequence(
        new DEROctetString[] {
          new DEROctetString(nodeKey.toArrayUnsafe()),
          new DEROctetString(signature.encoded().toArrayUnsafe())
        });
  }

  /**
   * The node that owns the TLS key.
   *
   * @throws CertificateException if the signature is not the named node's over this TLS key
   */
  Address verify(PublicKey tlsKey) throws CertificateException {
    Bytes signer =
        Secp256k1.best()
            .recoverPublicKey(digest(tlsKey), signature)
            .orElseThrow(() -> new CertificateException("The key binding's signature is invalid"));
    if (!signature.isLowS() || !signer.equals(nodeKey)) {
      throw new CertificateException(
          "The key binding was not signed by the node key that it names");
    }
    return Secp256k1.addressOf(signer);
  }

  private static Bytes32 digest(PublicKey tlsKey) {
    return Keccak.hash(Bytes.concatenate(PREFIX, Bytes.wrap(tlsKey.getEncoded())));
  }
}
