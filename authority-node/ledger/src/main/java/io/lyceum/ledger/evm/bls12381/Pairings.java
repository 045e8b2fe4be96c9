package io.lyceum.ledger.evm.bls12381;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;
import supranational.blst.PT;

/** The pairing of the two groups (EIP-2537). */
public final class Pairings {

  /** Bytes of a point of each group. */
  public static final int PAIR_SIZE = G1.SIZE + G2.SIZE;

  private Pairings() {}

  /**
   * Whether the product of the pairings is one.
   *
   * @param pairs of a point of each group, one after another
   * @return empty if a point is malformed or not of its group
   */
  public static Optional<Boolean> isProductOne(Bytes pairs) {
    PT product = PT.one();
    for (int i = 0; i < pairs.size(); i += PAIR_SIZE) {
      Optional<P1_Affine> p = G1.decodeOfSubgroup(pairs.slice(i, G1.SIZE));
      Optional<P2_Affine> q = G2.decodeOfSubgroup(pairs.slice(i + G1.SIZE, G2.SIZE));
      if (p.isEmpty() || q.isEmpty()) {
        return Optional.empty();
      }
      if (!p.get().is_inf() && !q.get().is_inf()) {
        product = product.mul(new PT(p.get(), q.get()));
      }
    }
    return Optional.of(product.final_exp().is_one());
  }
}
