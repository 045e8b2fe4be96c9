package io.lyceum.pool;

/** Why the pool does not take a transaction that a block could hold. */
public enum Rejection {
  /** It is in the pool already. */
  ALREADY_KNOWN,
  /** Its encoding is longer than the pool takes. */
  OVERSIZED,
  /** Its nonce is further ahead of the sender's than the pool waits for. */
  NONCE_TOO_FAR,
  /** Another with this nonce is in the pool, and this one does not offer enough more. */
  REPLACEMENT_UNDERPRICED,
  /** Its sender has as many in the pool as one sender may. */
  SENDER_LIMIT,
  /** The pool is full of transactions that go before this one. */
  POOL_FULL;

  /** Whether the pool may take the same transaction at another time. */
  public boolean mayPass() {
    return switch (this) {
      case ALREADY_KNOWN, OVERSIZED -> false;
      case NONCE_TOO_FAR, REPLACEMENT_UNDERPRICED, SENDER_LIMIT, POOL_FULL -> true;
    };
  }
}
