package io.lyceum.network.tls;

import io.lyceum.ledger.types.Address;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a peer for the node key that its certificate is bound to, and for nothing else: no host
 * names, no certificate authorities. It extends the engine-aware class so that the JDK adds no
 * check of host names of its own.
 */
final class PeerTrustManager extends X509ExtendedTrustManager {

  private final AdmissionPolicy admission;
  private final InstantSource clock;

  PeerTrustManager(AdmissionPolicy admission, InstantSource clock) {
    this.admission = admission;
    this.clock = clock;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length != 1) {
      throw new CertificateException("A node presents one certificate, not " + chain.length);
    }
    chain[0].checkValidity(Date.from(clock.instant()));
    Address peer = NodeCertificate.addressOf(chain[0]);
    if (!admission.admits(peer)) {
      throw new CertificateException("Node " + peer + " is not admitted here");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
