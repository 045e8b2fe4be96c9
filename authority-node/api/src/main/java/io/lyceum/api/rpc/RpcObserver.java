package io.lyceum.api.rpc;

import java.time.Duration;

/** Learns of calls that were answered. Called by many threads. */
@FunctionalInterface
public interface RpcObserver {

  /** Stands for every method that is not offered, so that clients cannot invent names. */
  String UNKNOWN_METHOD = "unknown";

  /** How a call ended. */
  enum Outcome {
    /** With a result. */
    SUCCESS,
    /** With an error that is the caller's, or that the caller asked about. */
    REFUSED,
    /** With a failure of the node. */
    FAILED
  }

  /** Hears nothing. */
  RpcObserver NONE = (method, outcome, duration) -> {};

  /**
   * A call was answered.
   *
   * @param method a method that is offered, or {@link #UNKNOWN_METHOD}
   */
  void called(String method, Outcome outcome, Duration duration);
}
