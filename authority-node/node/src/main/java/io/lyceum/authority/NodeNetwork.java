package io.lyceum.authority;

import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.Backoff;
import io.lyceum.network.NetworkLimits;
import io.lyceum.network.NetworkSettings;
import io.lyceum.network.PeerHandlers;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.tls.AdmissionPolicy;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerEndpoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes an authority's network from its configuration. */
final class NodeNetwork {

  private NodeNetwork() {}

  /**
   * How this node proves itself, and whom it admits: the configured authorities and learners.
   *
   * @throws IOException if the certificate cannot be read or belongs to another key
   */
  static MutualTls tls(AuthorityConfig config, Address self, InstantSource clock)
      throws IOException {
    NodeCertificate certificate =
        NodeCertificate.read(config.identity().certificate(), config.identity().certificateKey());
    if (!certificate.address().equals(self)) {
      throw new IOException(
          config.identity().certificate()
              + " belongs to "
              + certificate.address()
              + ", not to this node, "
              + self);
    }
    Set<Address> admitted =
        Stream.concat(config.authorities().stream(), config.learners().stream())
            .map(PeerEntry::address)
            .collect(Collectors.toUnmodifiableSet());
    return new MutualTls(certificate, AdmissionPolicy.only(admitted), clock);
  }

  /** A network that keeps the configured authorities connected. */
  static PeerNetwork create(
      AuthorityConfig config, MutualTls tls, PeerHandlers handlers, RandomGenerator random) {
    NetworkSettings settings =
        new NetworkSettings(
            config.grpc().host(),
            config.grpc().port(),
            config.authorities().stream()
                .map(peer -> new PeerEndpoint(peer.address(), peer.host(), peer.port()))
                .toList(),
            NetworkLimits.defaults(),
            Backoff.defaults());
    return new PeerNetwork(settings, tls, handlers, random);
  }
}
