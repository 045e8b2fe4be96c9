package io.lyceum.network.tls;

import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A node's TLS identity: a self-signed certificate over a P-256 key that carries the signature of
 * the node's secp256k1 key. No authority of certificates is needed: the node key is the identity.
 * Its text form never shows the private key.
 */
public final class NodeCertificate {

  private static final int SERIAL_BITS = 159;

  private final X509Certificate certificate;
  private final PrivateKey privateKey;
  private final Address address;

  /**
   * @throws CertificateException if the certificate is not bound to a node key
   */
  public NodeCertificate(X509Certificate certificate, PrivateKey privateKey)
      throws CertificateException {
    this.certificate = certificate;
    this.privateKey = privateKey;
    this.address = addressOf(certificate);
  }

  /**
   * Makes a TLS key and the certificate for it.
   *
   * @param node the key that the certificate is bound to
   * @param from the first instant at which it is valid
   * @param validity for how long it is valid from then on
   */
  public static NodeCertificate create(
      KeyPair node, SecureRandom random, Instant from, Duration validity) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      java.security.KeyPair tls = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + node.address());
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
              Date.from(from),
              Date.from(from.plus(validity)),
              name,
              tls.getPublic());
      builder.addExtension(
          KeyBinding.OID, false, KeyBinding.create(node, tls.getPublic()).encoded());
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(tls.getPrivate())));
      return new NodeCertificate(certificate, tls.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("This JVM cannot make a P-256 certificate", e);
    }
  }

  /**
   * Reads a certificate and its key from PEM files.
   *
   * @throws IOException if a file cannot be read, is not PEM, or the certificate is not bound to a
   *     node key
   */
  public static NodeCertificate read(Path certificateFile, Path keyFile) throws IOException {
    try {
      return new NodeCertificate(
          PemFiles.readCertificate(certificateFile), PemFiles.readPrivateKey(keyFile));
    } catch (CertificateException e) {
      throw new IOException(certificateFile + " is no node certificate: " + e.getMessage(), e);
    }
  }

  /**
   * The node that a certificate belongs to.
   *
   * @throws CertificateException if the certificate did not sign itself, or its binding to a node
   *     key is missing, malformed or false
   */
  public static Address addressOf(X509Certificate certificate) throws CertificateException {
    try {
      certificate.verify(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("The certificate is not signed by its own key", e);
    }
    byte[] extension = certificate.getExtensionValue(KeyBinding.OID.getId());
    if (extension == null) {
      throw new CertificateException("The certificate is not bound to a node key");
    }
    byte[] content;
    try {
      content = ASN1OctetString.getInstance(extension).getOctets();
    } catch (IllegalArgumentException e) {
      throw new CertificateException("The key binding is malformed", e);
    }
    return KeyBinding.decode(content).verify(certificate.getPublicKey());
  }

  /** Writes both as PEM; the key file can be read by its owner only. Replaces what was there. */
  public void write(Path certificateFile, Path keyFile) throws IOException {
    PemFiles.writePrivate(keyFile, privateKey);
    PemFiles.writePublic(certificateFile, certificate);
  }

  /** The node that this certificate belongs to. */
  public Address address() {
    return address;
  }

  /** The certificate that peers see. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The secret for the handshake. */
  PrivateKey privateKey() {
    return privateKey;
  }

  @Override
  public String toString() {
    return "NodeCertificate[" + address + "]";
  }
}
