package io.lyceum.verification;

/** Hears what a verifier does, on the verifier's thread; must return soon. */
@FunctionalInterface
public interface VerificationListener {

  /** Hears nothing. */
  VerificationListener NONE = event -> {};

  /** Something was done or went wrong. */
  void on(VerificationEvent event);
}
