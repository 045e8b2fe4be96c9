package io.lyceum.ledger.block;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.rlp.InvalidRlpException;
import org.apache.tuweni.bytes.Bytes32;

/** The two hashes of a QBFT block (Besu's BftBlockHashing). */
public final class BlockHashing {

  private BlockHashing() {}

  /**
   * The hash by which the chain knows the block: without seals and with round 0, so that nodes
   * which collected different seals agree on it. Block 0 is hashed as it is.
   *
   * @throws InvalidRlpException if extraData is not QBFT's, but for block 0
   */
  public static Bytes32 onChain(BlockHeader header) {
    return header.number() == 0
        ? Keccak.hash(header.encoded())
        : Keccak.hash(BlockHeaderCodec.encodeWith(header, header.qbft().encodedForHash()));
  }

  /**
   * The digest that committed seals sign and that proposals, prepares and commits name: without
   * seals, with the round of the header's extraData.
   *
   * @throws InvalidRlpException if extraData is not QBFT's
   */
  public static Bytes32 forCommittedSeals(BlockHeader header) {
    return Keccak.hash(BlockHeaderCodec.encodeWith(header, header.qbft().encodedForSeals()));
  }

  /**
   * The same digest for another round than the header's.
   *
   * @throws InvalidRlpException if extraData is not QBFT's
   */
  public static Bytes32 forCommittedSeals(BlockHeader header, int round) {
    return Keccak.hash(
        BlockHeaderCodec.encodeWith(header, header.qbft().withRound(round).encodedForSeals()));
  }
}
