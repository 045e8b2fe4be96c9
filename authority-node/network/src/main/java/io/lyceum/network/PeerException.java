package io.lyceum.network;

/** A peer did not give what it was asked for. */
public final class PeerException extends Exception {

  /** Says what the peer did. */
  public PeerException(String message) {
    super(message);
  }

  /** Says what the peer did, and what was thrown. */
  public PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
