package io.lyceum.network.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.network.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCertificateTest {

  private final TestNode node = TestNode.create(7);

  @Test
  void itsAddressIsRecoveredFromTheCertificateAlone() throws Exception {
    assertThat(NodeCertificate.addressOf(node.certificate().certificate()))
        .isEqualTo(node.address());
  }

  @Test
  void isTheSameAfterItWasWrittenAndRead(@TempDir Path directory) throws Exception {
    Path certificate = directory.resolve("node.crt");
    Path key = directory.resolve("node.tls.key");
    node.certificate().write(certificate, key);
    node.certificate().write(certificate, key);

    NodeCertificate read = NodeCertificate.read(certificate, key);

    assertThat(read.address()).isEqualTo(node.address());
    assertThat(read.certificate()).isEqualTo(node.certificate().certificate());
    assertThat(read.privateKey()).isEqualTo(node.certificate().privateKey());
  }

  @Test
  void onlyTheOwnerCanReadTheKeyFile(@TempDir Path directory) throws Exception {
    assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system has no POSIX permissions");
    Path key = directory.resolve("key");
    node.certificate().write(directory.resolve("certificate"), key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsNoCertificateIsRefusedByName(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("odd"), "no PEM here");
    assertThatThrownBy(() -> NodeCertificate.read(file, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("odd");
  }

  @Test
  void theTextFormHidesThePrivateKey() {
    assertThat(node.certificate().toString()).isEqualTo("NodeCertificate[" + node.address() + "]");
  }

  @Test
  void aBindingThatWasCopiedToAnotherTlsKeyIsRefused() throws Exception {
    assertThatThrownBy(
            () ->
                NodeCertificate.addressOf(ForgedCertificate.withCopiedBinding(node).certificate()))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("not signed by the node key that it names");
  }

  @Test
  void aCertificateWithoutBindingIsRefused() throws Exception {
    assertThatThrownBy(
            () -> NodeCertificate.addressOf(ForgedCertificate.withoutBinding().certificate()))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("not bound");
  }

  @Test
  void aCertificateSignedByAnotherKeyIsRefused() throws Exception {
    assertThatThrownBy(
            () -> NodeCertificate.addressOf(ForgedCertificate.signedByAnother(node).certificate()))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("not signed by its own key");
  }

  @Test
  void aBindingOfGarbageIsRefused() throws Exception {
    assertThatThrownBy(
            () -> NodeCertificate.addressOf(ForgedCertificate.withGarbage().certificate()))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("malformed");
  }

  @Test
  void anExpiredCertificateIsNotTrusted() {
    KeyPair key = KeyPair.of(Bytes32.wrap(UInt256.valueOf(9)));
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    NodeCertificate certificate =
        NodeCertificate.create(key, new SecureRandom(), from, Duration.ofDays(1));
    X509Certificate[] chain = {certificate.certificate()};
    AdmissionPolicy everyone = address -> true;

    PeerTrustManager later =
        new PeerTrustManager(everyone, InstantSource.fixed(from.plus(Duration.ofDays(2))));
    assertThatThrownBy(() -> later.checkClientTrusted(chain, "EC"))
        .isInstanceOf(CertificateException.class);

    PeerTrustManager inTime =
        new PeerTrustManager(everyone, InstantSource.fixed(from.plus(Duration.ofHours(2))));
    assertThatCode(() -> inTime.checkClientTrusted(chain, "EC")).doesNotThrowAnyException();
  }
}
