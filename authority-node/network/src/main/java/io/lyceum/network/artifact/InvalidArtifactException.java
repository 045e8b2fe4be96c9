package io.lyceum.network.artifact;

/** Bytes that hash to what they should, but are not the tree that they should be. */
public final class InvalidArtifactException extends RuntimeException {

  /** Says what is wrong with the tree. */
  public InvalidArtifactException(String message) {
    super(message);
  }
}
