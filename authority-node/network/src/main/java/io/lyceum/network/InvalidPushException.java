package io.lyceum.network;

/** A peer pushed something that no honest node pushes. The message is a clause on the peer. */
final class InvalidPushException extends Exception {

  InvalidPushException(String message) {
    super(message);
  }
}
