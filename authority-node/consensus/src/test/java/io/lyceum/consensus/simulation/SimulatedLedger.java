package io.lyceum.consensus.simulation;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Makes and judges blocks. The state is a hash over all transactions so far, so that a block can
 * have a wrong one.
 */
public final class SimulatedLedger {

  /** Timestamp of the genesis block, in seconds. */
  public static final long GENESIS_TIME = 1_700_000_000L;

  private static final Transaction TRANSFER =
      Transaction.sign(
          new TransactionBody.Legacy(
              Optional.of(UInt256.valueOf(1337)),
              0,
              UInt256.ZERO,
              21_000,
              Optional.of(Address.ZERO),
              UInt256.ONE,
              Bytes.EMPTY),
          KeyPair.of(Bytes32.leftPad(Bytes.of(5))));
  private static final BlockBody EMPTY = new BlockBody(List.of(), false);
  private static final BlockBody FULL = new BlockBody(List.of(TRANSFER), false);
  private static final Bytes32 EMPTY_ROOT = OrderedTrieRoots.ofTransactions(List.of());
  private static final Bytes32 FULL_ROOT = OrderedTrieRoots.ofTransactions(List.of(TRANSFER));

  private final Membership membership;
  private final Block genesis;

  /** A ledger whose genesis block is there. */
  public SimulatedLedger(Membership membership) {
    this.membership = membership;
    this.genesis =
        new Block(
            header(Optional.empty(), Address.ZERO, 0, GENESIS_TIME).stateRoot(Bytes32.ZERO).build(),
            EMPTY);
  }

  /** Who seals what. */
  public Membership membership() {
    return membership;
  }

  /** Block 0. */
  public Block genesis() {
    return genesis;
  }

  /** A valid block, empty or with a transaction. */
  public Block build(
      BlockHeader parent, Address coinbase, int round, long timestamp, boolean withTransaction) {
    Bytes32 root = withTransaction ? FULL_ROOT : EMPTY_ROOT;
    return new Block(
        header(Optional.of(parent), coinbase, round, timestamp)
            .transactionsRoot(root)
            .stateRoot(state(parent, root))
            .build(),
        withTransaction ? FULL : EMPTY);
  }

  /** The same block with another vanity, which is as valid. */
  public Block twin(Block block, long vanity) {
    QbftExtraData data = block.header().qbft();
    return new Block(
        block.header().toBuilder()
            .extraData(
                new QbftExtraData(
                        Bytes32.leftPad(Bytes.ofUnsignedLong(vanity)),
                        data.validators(),
                        data.vote(),
                        data.round(),
                        data.seals())
                    .encoded())
            .build(),
        block.body());
  }

  /**
   * What is wrong with a block by the clock of a node, if anything. The seals are not looked at.
   */
  Optional<String> check(Block block, BlockHeader parent, long nowMillis) {
    if (block.header().timestamp() > nowMillis / 1000 + 1) {
      return Optional.of("from the future");
    }
    return check(block, parent);
  }

  /** What is wrong with a block whenever it is looked at, if anything. */
  Optional<String> check(Block block, BlockHeader parent) {
    BlockHeader header = block.header();
    if (header.number() != parent.number() + 1 || !header.parentHash().equals(parent.hash())) {
      return Optional.of("does not follow the head");
    }
    if (header.timestamp() <= parent.timestamp()) {
      return Optional.of("not later than its parent");
    }
    if (!header.qbft().validators().equals(membership.at(header.number()).ascending())) {
      return Optional.of("names other validators");
    }
    if (!membership.at(header.number()).contains(header.coinbase())) {
      return Optional.of("made by a stranger");
    }
    boolean emptyAsItSays =
        block.body().equals(EMPTY) && header.transactionsRoot().equals(EMPTY_ROOT);
    if (!emptyAsItSays && !BlockRounds.hasItsOwnBody(block)) {
      return Optional.of("has the body of another");
    }
    return header.stateRoot().equals(state(parent, header.transactionsRoot()))
        ? Optional.empty()
        : Optional.of("wrong state root");
  }

  private static Bytes32 state(BlockHeader parent, Bytes32 transactionsRoot) {
    return Keccak.hash(Bytes.concatenate(parent.stateRoot(), transactionsRoot));
  }

  private BlockHeaderBuilder header(
      Optional<BlockHeader> parent, Address coinbase, int round, long timestamp) {
    long number = parent.map(header -> header.number() + 1).orElse(0L);
    return new BlockHeaderBuilder()
        .parentHash(parent.map(BlockHeader::hash).orElse(Bytes32.ZERO))
        .number(number)
        .coinbase(coinbase)
        .gasLimit(30_000_000)
        .timestamp(timestamp)
        .extraData(
            new QbftExtraData(
                    Bytes32.ZERO,
                    membership.at(number).ascending(),
                    Optional.empty(),
                    round,
                    List.of())
                .encoded());
  }
}
