package io.lyceum.ledger.block;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.StrictRlpReader;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A block header with the fields up to Prague, in the order of its RLP. A field of a later fork is
 * present only if those before it are.
 *
 * @param coinbase the proposer on a QBFT chain
 * @param logsBloom 256 bytes
 * @param extraData on a QBFT chain the RLP of the QBFT list
 * @param mixHash on a QBFT chain a constant
 * @param nonce 8 bytes
 * @param baseFee London
 * @param withdrawalsRoot Shanghai
 * @param blobGasUsed Cancun
 * @param excessBlobGas Cancun
 * @param parentBeaconBlockRoot Cancun
 * @param requestsHash Prague
 */
public record BlockHeader(
    Bytes32 parentHash,
    Bytes32 ommersHash,
    Address coinbase,
    Bytes32 stateRoot,
    Bytes32 transactionsRoot,
    Bytes32 receiptsRoot,
    Bytes logsBloom,
    UInt256 difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    Bytes32 mixHash,
    Bytes nonce,
    Optional<UInt256> baseFee,
    Optional<Bytes32> withdrawalsRoot,
    Optional<Long> blobGasUsed,
    Optional<Long> excessBlobGas,
    Optional<Bytes32> parentBeaconBlockRoot,
    Optional<Bytes32> requestsHash) {

  /** Keccak-256 of the RLP of an empty list: a QBFT block never has ommers. */
  public static final Bytes32 NO_OMMERS = Keccak.hash(Bytes.of(0xc0));

  /** The mixHash that marks a BFT block: "ctical byzantine fault tolerance". */
  public static final Bytes32 BFT_MIX_HASH =
      Bytes32.fromHexString("0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365");

  /** Length of {@link #nonce} in bytes. */
  public static final int NONCE_SIZE = 8;

  /** The largest extraData that is read, in bytes: about a thousand validators and their seals. */
  public static final int MAX_EXTRA_DATA_SIZE = 128 * 1024;

  /**
   * Checks the lengths that types do not.
   *
   * @throws IllegalArgumentException if bloom or nonce have another length
   */
  public BlockHeader {
    if (logsBloom.size() != LogsBloom.SIZE) {
      throw new IllegalArgumentException("A bloom has 256 bytes, not " + logsBloom.size());
    }
    if (nonce.size() != NONCE_SIZE) {
      throw new IllegalArgumentException("A header's nonce has 8 bytes, not " + nonce.size());
    }
  }

  /**
   * Reads a header.
   *
   * @throws InvalidRlpException if it is malformed, or if its extraData (but for block 0) is not
   *     QBFT's, so that {@link #hash} of a header that was read never fails
   */
  public static BlockHeader decode(Bytes encoded) {
    return StrictRlpReader.readOne(encoded, BlockHeaderCodec::read);
  }

  /** The RLP of all fields. */
  public Bytes encoded() {
    return BlockHeaderCodec.encode(this);
  }

  /**
   * The block's hash on the chain, which leaves seals and round out.
   *
   * @throws InvalidRlpException if extraData is not QBFT's, but for block 0
   */
  public Bytes32 hash() {
    return BlockHashing.onChain(this);
  }

  /**
   * What extraData holds.
   *
   * @throws InvalidRlpException if it is not QBFT's
   */
  public QbftExtraData qbft() {
    return QbftExtraData.decode(extraData);
  }

  /** A builder that starts with these fields. */
  public BlockHeaderBuilder toBuilder() {
    return new BlockHeaderBuilder(this);
  }
}
