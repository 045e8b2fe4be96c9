package io.lyceum.ledger.block;

import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Builds a {@link BlockHeader} step by step. A new one starts with what every QBFT block has
 * (difficulty 1, the BFT mixHash, no ommers) and the roots of empty tries.
 */
public final class BlockHeaderBuilder {

  private Bytes32 parentHash = Bytes32.ZERO;
  private Bytes32 ommersHash = BlockHeader.NO_OMMERS;
  private Address coinbase = Address.ZERO;
  private Bytes32 stateRoot = MerklePatriciaTrie.EMPTY_ROOT;
  private Bytes32 transactionsRoot = MerklePatriciaTrie.EMPTY_ROOT;
  private Bytes32 receiptsRoot = MerklePatriciaTrie.EMPTY_ROOT;
  private Bytes logsBloom = LogsBloom.EMPTY;
  private UInt256 difficulty = UInt256.ONE;
  private long number;
  private long gasLimit;
  private long gasUsed;
  private long timestamp;
  private Bytes extraData = Bytes.EMPTY;
  private Bytes32 mixHash = BlockHeader.BFT_MIX_HASH;
  private Bytes nonce = Bytes.wrap(new byte[BlockHeader.NONCE_SIZE]);
  private Optional<UInt256> baseFee = Optional.empty();
  private Optional<Bytes32> withdrawalsRoot = Optional.empty();
  private Optional<Long> blobGasUsed = Optional.empty();
  private Optional<Long> excessBlobGas = Optional.empty();
  private Optional<Bytes32> parentBeaconBlockRoot = Optional.empty();
  private Optional<Bytes32> requestsHash = Optional.empty();

  /** Starts with the values that every QBFT block has. */
  public BlockHeaderBuilder() {}

  BlockHeaderBuilder(BlockHeader header) {
    parentHash = header.parentHash();
    ommersHash = header.ommersHash();
    coinbase = header.coinbase();
    stateRoot = header.stateRoot();
    transactionsRoot = header.transactionsRoot();
    receiptsRoot = header.receiptsRoot();
    logsBloom = header.logsBloom();
    difficulty = header.difficulty();
    number = header.number();
    gasLimit = header.gasLimit();
    gasUsed = header.gasUsed();
    timestamp = header.timestamp();
    extraData = header.extraData();
    mixHash = header.mixHash();
    nonce = header.nonce();
    baseFee = header.baseFee();
    withdrawalsRoot = header.withdrawalsRoot();
    blobGasUsed = header.blobGasUsed();
    excessBlobGas = header.excessBlobGas();
    parentBeaconBlockRoot = header.parentBeaconBlockRoot();
    requestsHash = header.requestsHash();
  }

  /** Sets {@link BlockHeader#parentHash}. */
  public BlockHeaderBuilder parentHash(Bytes32 value) {
    parentHash = value;
    return this;
  }

  /** Sets {@link BlockHeader#ommersHash}. */
  public BlockHeaderBuilder ommersHash(Bytes32 value) {
    ommersHash = value;
    return this;
  }

  /** Sets {@link BlockHeader#coinbase}. */
  public BlockHeaderBuilder coinbase(Address value) {
    coinbase = value;
    return this;
  }

  /** Sets {@link BlockHeader#stateRoot}. */
  public BlockHeaderBuilder stateRoot(Bytes32 value) {
    stateRoot = value;
    return this;
  }

  /** Sets {@link BlockHeader#transactionsRoot}. */
  public BlockHeaderBuilder transactionsRoot(Bytes32 value) {
    transactionsRoot = value;
    return this;
  }

  /** Sets {@link BlockHeader#receiptsRoot}. */
  public BlockHeaderBuilder receiptsRoot(Bytes32 value) {
    receiptsRoot = value;
    return this;
  }

  /** Sets {@link BlockHeader#logsBloom}. */
  public BlockHeaderBuilder logsBloom(Bytes value) {
    logsBloom = value;
    return this;
  }

  /** Sets {@link BlockHeader#difficulty}. */
  public BlockHeaderBuilder difficulty(UInt256 value) {
    difficulty = value;
    return this;
  }

  /** Sets {@link BlockHeader#number}. */
  public BlockHeaderBuilder number(long value) {
    number = value;
    return this;
  }

  /** Sets {@link BlockHeader#gasLimit}. */
  public BlockHeaderBuilder gasLimit(long value) {
    gasLimit = value;
    return this;
  }

  /** Sets {@link BlockHeader#gasUsed}. */
  public BlockHeaderBuilder gasUsed(long value) {
    gasUsed = value;
    return this;
  }

  /** Sets {@link BlockHeader#timestamp}. */
  public BlockHeaderBuilder timestamp(long value) {
    timestamp = value;
    return this;
  }

  /** Sets {@link BlockHeader#extraData}. */
  public BlockHeaderBuilder extraData(Bytes value) {
    extraData = value;
    return this;
  }

  /** Sets {@link BlockHeader#mixHash}. */
  public BlockHeaderBuilder mixHash(Bytes32 value) {
    mixHash = value;
    return this;
  }

  /** Sets {@link BlockHeader#nonce}. */
  public BlockHeaderBuilder nonce(Bytes value) {
    nonce = value;
    return this;
  }

  /** Sets {@link BlockHeader#baseFee}. */
  public BlockHeaderBuilder baseFee(UInt256 value) {
    baseFee = Optional.of(value);
    return this;
  }

  /** Sets {@link BlockHeader#withdrawalsRoot}. */
  public BlockHeaderBuilder withdrawalsRoot(Bytes32 value) {
    withdrawalsRoot = Optional.of(value);
    return this;
  }

  /** Sets {@link BlockHeader#blobGasUsed}. */
  public BlockHeaderBuilder blobGasUsed(long value) {
    blobGasUsed = Optional.of(value);
    return this;
  }

  /** Sets {@link BlockHeader#excessBlobGas}. */
  public BlockHeaderBuilder excessBlobGas(long value) {
    excessBlobGas = Optional.of(value);
    return this;
  }

  /** Sets {@link BlockHeader#parentBeaconBlockRoot}. */
  public BlockHeaderBuilder parentBeaconBlockRoot(Bytes32 value) {
    parentBeaconBlockRoot = Optional.of(value);
    return this;
  }

  /** Sets {@link BlockHeader#requestsHash}. */
  public BlockHeaderBuilder requestsHash(Bytes32 value) {
    requestsHash = Optional.of(value);
    return this;
  }

  /** The header. */
  public BlockHeader build() {
    return new BlockHeader(
        parentHash,
        ommersHash,
        coinbase,
        stateRoot,
        transactionsRoot,
        receiptsRoot,
        logsBloom,
        difficulty,
        number,
        gasLimit,
        gasUsed,
        timestamp,
        extraData,
        mixHash,
        nonce,
        baseFee,
        withdrawalsRoot,
        blobGasUsed,
        excessBlobGas,
        parentBeaconBlockRoot,
        requestsHash);
  }
}
