package io.lyceum.api.subscription;

/** A client that can be told something. Called by many threads. */
@FunctionalInterface
public interface Subscriber {

  /** Sends a message at once or later, or breaks with the client; never waits. */
  void tell(String message);
}
