package io.lyceum.network.tls;

import io.lyceum.network.TestNode;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that no honest node makes. */
public record ForgedCertificate(X509Certificate certificate, PrivateKey privateKey) {

  /** A node's binding on a TLS key that the node never signed. */
  public static ForgedCertificate withCopiedBinding(TestNode victim) throws Exception {
    KeyPair tls = newKey();
    return build(tls, tls, Optional.of(bindingOf(victim)));
  }

  static ForgedCertificate withoutBinding() throws Exception {
    KeyPair tls = newKey();
    return build(tls, tls, Optional.empty());
  }

  static ForgedCertificate withGarbage() throws Exception {
    KeyPair tls = newKey();
    return build(tls, tls, Optional.of(new DERSequence(new DEROctetString(new byte[3]))));
  }

  /** The node's own TLS key and binding, but the certificate is signed by somebody else. */
  static ForgedCertificate signedByAnother(TestNode node) throws Exception {
    KeyPair tls =
        new KeyPair(
            node.certificate().certificate().getPublicKey(), node.certificate().privateKey());
    return build(tls, newKey(), Optional.of(bindingOf(node)));
  }

  private static ASN1Encodable bindingOf(TestNode node) throws Exception {
    byte[] extension = node.certificate().certificate().getExtensionValue(KeyBinding.OID.getId());
    return ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(extension).getOctets());
  }

  private static ForgedCertificate build(
      KeyPair subject, KeyPair signer, Optional<ASN1Encodable> binding) throws Exception {
    X500Name name = new X500Name("CN=forged");
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minusSeconds(60)),
            Date.from(now.plusSeconds(3600)),
            name,
            subject.getPublic());
    if (binding.isPresent()) {
      builder.addExtension(KeyBinding.OID, false, binding.get());
    }
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    return new ForgedCertificate(certificate, subject.getPrivate());
  }

  private static KeyPair newKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
