package io.lyceum.learner.agent;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * The names under which the learner holds artifacts: {@code proof/JOB/EPOCH}, {@code version/JOB}
 * and {@code dataset/JOB}. They tell after a restart what is needed no longer.
 *
 * @param kind what is held
 * @param job the job's number
 * @param epoch the epoch's number, of a proof
 */
record Holder(Kind kind, BigInteger job, Optional<BigInteger> epoch) {

  /** What is held. */
  enum Kind {
    PROOF,
    VERSION,
    DATASET
  }

  /** A proof's leaves and checkpoints. */
  static Holder proof(BigInteger job, BigInteger epoch) {
    return new Holder(Kind.PROOF, job, Optional.of(epoch));
  }

  /** The version that a job's training starts from. */
  static Holder version(BigInteger job) {
    return new Holder(Kind.VERSION, job, Optional.empty());
  }

  /** A job's corpus. */
  static Holder dataset(BigInteger job) {
    return new Holder(Kind.DATASET, job, Optional.empty());
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is no name of a holder
   */
  static Holder parse(String name) {
    String[] parts = name.split("/");
    if (parts.length < 2) {
      throw new IllegalArgumentException("Not a holder: " + name);
    }
    return new Holder(
        Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        new BigInteger(parts[1]),
        parts.length > 2 ? Optional.of(new BigInteger(parts[2])) : Optional.empty());
  }

  /** The name in the store. */
  String text() {
    String name = kind.name().toLowerCase(Locale.ROOT) + "/" + job;
    return epoch.map(number -> name + "/" + number).orElse(name);
  }
}
