package io.lyceum.learner.proof;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.types.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The private samples of authorities: segments drawn from an authority's signature over a proof
 * (EIP-712, struct {@code Sample(bytes32 proofId)}), which nobody else can foresee.
 *
 * @param chainId the chain
 * @param verifyingContract address of the contract {@code ProofOfLearning}
 */
public record SampleDomain(UInt256 chainId, Address verifyingContract) {

  private static final Bytes32 DOMAIN_TYPE =
      keccak("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Bytes32 SAMPLE_TYPE = keccak("Sample(bytes32 proofId)");
  private static final Bytes32 NAME = keccak("Lyceum");
  private static final Bytes32 VERSION = keccak("1");
  private static final int V_OFFSET = 27;

  /** The EIP-712 digest that an authority signs for a proof. */
  public Bytes32 digest(Bytes32 proofId) {
    Bytes32 separator =
        Keccak.hash(
            Bytes.concatenate(
                DOMAIN_TYPE, NAME, VERSION, chainId, Bytes32.leftPad(verifyingContract.bytes())));
    Bytes32 struct = Keccak.hash(Bytes.concatenate(SAMPLE_TYPE, proofId));
    return Keccak.hash(Bytes.concatenate(Bytes.of(0x19, 0x01), separator, struct));
  }

  /** An authority's sample signature as the contract takes it: r ‖ s ‖ v, v = 27 or 28. */
  public Bytes sign(KeyPair authority, Bytes32 proofId) {
    Signature signature = authority.sign(digest(proofId));
    return Bytes.concatenate(
        signature.r(), signature.s(), Bytes.of(V_OFFSET + signature.recoveryId()));
  }

  /**
   * The segments that a signature draws: the first {@code challenges} distinct values of {@code
   * keccak256(signature ‖ uint256 j) mod segments} for j = 0, 1, 2, …
   *
   * @param signature 65 bytes, r ‖ s ‖ v
   * @return in the order in which they were drawn
   * @throws IllegalArgumentException if there are fewer segments than challenges
   */
  public static List<Integer> segments(Bytes signature, int challenges, int segments) {
    if (challenges < 0 || challenges > segments) {
      throw new IllegalArgumentException(
          "%d of %d segments cannot be drawn".formatted(challenges, segments));
    }
    List<Integer> drawn = new ArrayList<>(challenges);
    UInt256 count = UInt256.valueOf(segments);
    for (long j = 0; drawn.size() < challenges; j++) {
      Bytes32 hash = Keccak.hash(Bytes.concatenate(signature, UInt256.valueOf(j)));
      int segment = UInt256.fromBytes(hash).mod(count).intValue();
      if (!drawn.contains(segment)) {
        drawn.add(segment);
      }
    }
    return List.copyOf(drawn);
  }

  private static Bytes32 keccak(String text) {
    return Keccak.hash(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
