package io.lyceum.consensus.simulation;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Signatures as the ideal that the curve stands for: whoever has not the key cannot make one, and a
 * signature over anything else recovers to some stranger. The curve's arithmetic is by far the
 * greatest cost of a simulated round, and it is none of what the simulator looks for.
 */
final class IdealSignatures implements Secp256k1 {

  private record Made(Bytes32 digest, Signature signature) {}

  private final Map<Made, Bytes> signers = new HashMap<>();

  @Override
  public Signature sign(Bytes32 digest, Bytes32 privateKey) {
    Bytes32 r = Keccak.hash(Bytes.concatenate(privateKey, digest));
    Signature signature =
        new Signature(UInt256.fromBytes(r), UInt256.fromBytes(privateKey), r.get(0) & 1);
    signers.put(new Made(digest, signature), publicKey(privateKey));
    return signature;
  }

  @Override
  public Optional<Bytes> recoverPublicKey(Bytes32 digest, Signature signature) {
    Bytes signer = signers.get(new Made(digest, signature));
    return Optional.of(
        signer != null
            ? signer
            : publicKey(Keccak.hash(Bytes.concatenate(digest, signature.encoded()))));
  }

  @Override
  public Bytes publicKey(Bytes32 privateKey) {
    return Bytes.concatenate(privateKey.not(), privateKey);
  }
}
