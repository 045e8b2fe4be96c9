package io.lyceum.cli.demo;

import io.lyceum.genesis.config.Cheat;

/**
 * The chance that private samples find a cheat: {@code 1 − (1 − f)^m} for a fraction f of bad
 * segments and m samples of honest authorities.
 *
 * @param badSegments of a proof
 * @param segments of a proof, S
 * @param samples of all honest authorities together, m
 */
record SamplingLaw(int badSegments, int segments, int samples) {

  /** The law for proofs that are spoilt in a way. */
  static SamplingLaw of(Cheat cheat, int segments, int samples) {
    int bad =
        switch (cheat) {
          case SKIP -> segments / 2;
          case TAMPER -> 1;
        };
    return new SamplingLaw(bad, segments, samples);
  }

  /** The chance that one proof is caught. */
  double perProof() {
    return 1 - Math.pow(1 - (double) badSegments / segments, samples);
  }
}
