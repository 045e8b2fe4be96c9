package io.lyceum.network.discovery;

/** Addresses could not be exchanged with a peer. The message is a clause on the peer. */
public final class DiscoveryException extends Exception {

  DiscoveryException(String message) {
    super(message);
  }

  DiscoveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
