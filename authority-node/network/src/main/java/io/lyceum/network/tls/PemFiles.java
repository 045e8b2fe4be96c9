package io.lyceum.network.tls;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates and PKCS #8 keys in PEM files. */
final class PemFiles {

  private PemFiles() {}

  static X509Certificate readCertificate(Path file) throws IOException, CertificateException {
    if (readObject(file) instanceof X509CertificateHolder holder) {
      return new JcaX509CertificateConverter().getCertificate(holder);
    }
    throw new IOException(file + " holds no PEM certificate");
  }

  static PrivateKey readPrivateKey(Path file) throws IOException {
    if (readObject(file) instanceof PrivateKeyInfo info) {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    }
    throw new IOException(file + " holds no PEM private key (PKCS #8)");
  }

  static void writePublic(Path file, X509Certificate certificate) throws IOException {
    Files.writeString(file, pem(certificate));
  }

  /** Writes beside the file and renames, so that the secret is never readable to others. */
  static void writePrivate(Path file, PrivateKey key) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    FileAttribute<?>[] ownerOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(temporary, options, ownerOnly)) {
      ByteBuffer text =
          StandardCharsets.US_ASCII.encode(pem(new JcaPKCS8Generator(key, null).generate()));
      while (text.hasRemaining()) {
        channel.write(text);
      }
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Object readObject(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file);
        PEMParser parser = new PEMParser(reader)) {
      return parser.readObject();
    }
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
