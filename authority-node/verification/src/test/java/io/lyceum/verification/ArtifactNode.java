package io.lyceum.verification;

import io.lyceum.contracts.Account;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.network.artifact.ArtifactFetcher;
import io.lyceum.network.artifact.ArtifactLimits;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.artifact.ArtifactSource;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.transport.PeerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A node's key, its artifacts in RocksDB, and its gRPC server on loopback with mutual TLS. */
record ArtifactNode(
    KeyPair key, ArtifactStore store, PeerServer server, int port, ArtifactFetcher fetcher)
    implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int LARGEST_MESSAGE = 1 << 20;

  static ArtifactNode start(Account account, Path directory) throws IOException {
    return start(account, directory, UnaryOperator.identity());
  }

  /** A node that serves something else than what it has. */
  static ArtifactNode start(Account account, Path directory, UnaryOperator<ArtifactSource> service)
      throws IOException {
    KeyPair key =
        KeyPair.of(
            Bytes32.wrap(UInt256.valueOf(account.credentials().getEcKeyPair().getPrivateKey())));
    MutualTls tls =
        new MutualTls(
            NodeCertificate.create(
                key, new SecureRandom(), Instant.now().minusSeconds(60), Duration.ofDays(1)),
            anyNode -> true,
            InstantSource.system());
    ArtifactStore store = ArtifactStore.open(directory.resolve(account.address()));
    PeerServer server =
        new PeerServer(
            HOST, 0, tls, LARGEST_MESSAGE, List.of(new ArtifactService(service.apply(store))));
    server.start();
    return new ArtifactNode(
        key,
        store,
        server,
        server.port(),
        new ArtifactFetcher(new PeerDialer(tls), store, ArtifactLimits.defaults()));
  }

  PeerEndpoint endpoint() {
    return new PeerEndpoint(key.address(), HOST, port);
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
