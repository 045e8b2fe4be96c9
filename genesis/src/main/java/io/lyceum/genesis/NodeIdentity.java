package io.lyceum.genesis;

import io.lyceum.genesis.config.IdentityFiles;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.network.tls.NodeCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** Writes what proves who a node is: its key, and a certificate that is bound to the key. */
final class NodeIdentity {

  private static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(3650);
  // A peer's clock may be behind ours.
  private static final Duration CERTIFICATE_LEEWAY = Duration.ofDays(1);

  private NodeIdentity() {}

  static IdentityFiles write(Path directory, KeyPair key, SecureRandom random, Instant now)
      throws IOException {
    Files.createDirectories(directory);
    IdentityFiles files = IdentityFiles.in(directory);
    NodeKeyFile.write(files.key(), key);
    NodeCertificate.create(
            key,
            random,
            now.minus(CERTIFICATE_LEEWAY),
            CERTIFICATE_VALIDITY.plus(CERTIFICATE_LEEWAY))
        .write(files.certificate(), files.certificateKey());
    return files;
  }
}
