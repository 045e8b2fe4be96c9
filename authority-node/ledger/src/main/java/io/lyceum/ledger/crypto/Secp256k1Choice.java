package io.lyceum.ledger.crypto;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the curve implementation once: the native one where it loads, since it is faster. */
final class Secp256k1Choice {

  private static final Logger LOG = LoggerFactory.getLogger(Secp256k1Choice.class);

  static final Secp256k1 BEST = choose();

  private Secp256k1Choice() {}

  private static Secp256k1 choose() {
    try {
      return new AcinqSecp256k1();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(
          "The native libsecp256k1 does not load ({}); signatures are made by Bouncy Castle, which"
              + " gives the same results more slowly",
          e.toString());
      return new BouncyCastleSecp256k1();
    }
  }
}
