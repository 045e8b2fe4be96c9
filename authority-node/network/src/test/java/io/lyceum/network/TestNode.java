package io.lyceum.network;

import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.tls.AdmissionPolicy;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A node's identity and a port of its own on loopback. */
public record TestNode(KeyPair key, NodeCertificate certificate, int port) {

  public static final String HOST = "127.0.0.1";

  /** The genesis hash to which the nodes' addresses are bound. */
  public static final Bytes32 NETWORK = Bytes32.repeat((byte) 7);

  public static TestNode create(int secret) {
    KeyPair key = KeyPair.of(Bytes32.wrap(UInt256.valueOf(secret)));
    NodeCertificate certificate =
        NodeCertificate.create(
            key, new SecureRandom(), Instant.now().minusSeconds(60), Duration.ofDays(1));
    return new TestNode(key, certificate, freePort());
  }

  public Address address() {
    return key.address();
  }

  public PeerEndpoint endpoint() {
    return new PeerEndpoint(address(), HOST, port);
  }

  public MutualTls tls(AdmissionPolicy admission) {
    return new MutualTls(certificate, admission, InstantSource.system());
  }

  /** A book without a past, in a file of its own. */
  public AddressBook book(List<PeerEndpoint> configured, AdmissionPolicy admission) {
    try {
      return new AddressBook(
          NETWORK,
          configured,
          admission,
          InstantSource.system(),
          DiscoveryLimits.defaults(),
          Files.createTempDirectory("peers").resolve("peers"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
