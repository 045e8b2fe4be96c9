package io.lyceum.genesis.config;

import java.nio.file.Path;

/**
 * The files that prove who a node is.
 *
 * @param key the node's secp256k1 key, see {@link io.lyceum.genesis.NodeKeyFile}
 * @param certificate the TLS certificate (PEM) that carries the node key's signature
 * @param certificateKey the private key of the certificate (PEM, PKCS #8)
 */
public record IdentityFiles(Path key, Path certificate, Path certificateKey) {

  /** The customary names in a node's directory. */
  public static IdentityFiles in(Path directory) {
    return new IdentityFiles(
        directory.resolve("key"), directory.resolve("tls.crt"), directory.resolve("tls.key"));
  }

  static IdentityFiles from(TomlTable table) {
    return new IdentityFiles(
        table.path("key"), table.path("certificate"), table.path("certificate-key"));
  }

  void render(TomlWriter out) {
    out.table("identity")
        .comment("The node's secp256k1 key: 64 hexadecimal digits, readable by its owner only.")
        .value("key", key)
        .comment("The TLS certificate that is bound to this key, and its private key.")
        .value("certificate", certificate)
        .value("certificate-key", certificateKey);
  }
}
