package io.lyceum.ledger.block;

import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/** Who committed to a block, as its seals say. */
public final class CommittedSeals {

  private CommittedSeals() {}

  /**
   * The signers of a header's seals, in the order of the seals, repeated where a seal is. A seal
   * that nobody can have made is left out.
   *
   * @throws InvalidRlpException if extraData is not QBFT's
   */
  public static List<Address> signers(BlockHeader header) {
    Bytes32 digest = BlockHashing.forCommittedSeals(header);
    return header.qbft().seals().stream().flatMap(seal -> signer(digest, seal).stream()).toList();
  }

  /** The header with these seals in place of those it has. */
  public static BlockHeader attach(BlockHeader header, List<Signature> seals) {
    return header.toBuilder().extraData(header.qbft().withSeals(seals).encoded()).build();
  }

  private static Optional<Address> signer(Bytes32 digest, Signature seal) {
    return Secp256k1.best().recoverAddress(digest, seal);
  }
}
