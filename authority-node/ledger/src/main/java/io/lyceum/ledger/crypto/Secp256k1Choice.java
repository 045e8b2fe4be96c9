package io.lyceum.ledger.crypto;

/** Chooses the curve implementation once. */
final class Secp256k1Choice {

  static final Secp256k1 BEST = null;

  private Secp256k1Choice() {}
}
