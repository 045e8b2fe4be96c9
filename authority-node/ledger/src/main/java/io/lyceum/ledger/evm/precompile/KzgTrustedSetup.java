package io.lyceum.ledger.evm.precompile;

import ethereum.ckzg4844.CKZG4844JNI;

/**
 * Ethereum's KZG ceremony. The library keeps it once for the whole process, and it is loaded from
 * the class path when it is first needed.
 */
final class KzgTrustedSetup {

  /** The output of the ceremony in c-kzg's text form; the build puts it beside this class. */
  private static final String RESOURCE = "trusted_setup.txt";

  /** No precomputation: memory matters more to us than the speed of making proofs. */
  private static final long PRECOMPUTE = 0;

  private KzgTrustedSetup() {}

  /**
   * Loads it unless it is loaded.
   *
   * @throws IllegalStateException if the class path lacks it
   */
  static void load() {
    if (!Holder.LOADED) {
      throw new IllegalStateException("The class path lacks " + RESOURCE);
    }
  }

  /** Initialised once, when first touched. */
  private static final class Holder {
    static final boolean LOADED = loadNow();

    private static boolean loadNow() {
      if (KzgTrustedSetup.class.getResource(RESOURCE) == null) {
        return false;
      }
      CKZG4844JNI.loadNativeLibrary();
      CKZG4844JNI.loadTrustedSetupFromResource(RESOURCE, KzgTrustedSetup.class, PRECOMPUTE);
      return true;
    }
  }
}
