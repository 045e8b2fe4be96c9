package io.lyceum.network.artifact;

/** A peer sent something else than the artifact that it was asked for. */
final class TransferException extends Exception {

  TransferException(String message) {
    super(message);
  }
}
