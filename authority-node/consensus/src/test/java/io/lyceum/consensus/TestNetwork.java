package io.lyceum.consensus;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Keys, blocks and messages of a network of validators, made by rule. */
public final class TestNetwork {

  /** Timestamp of the genesis block, in seconds. */
  public static final long GENESIS_TIME = 1_700_000_000L;

  private final List<KeyPair> keys;
  private final ValidatorSet validators;
  private final Block genesis;

  /** A network of {@code size} validators. */
  public TestNetwork(int size) {
    keys =
        IntStream.rangeClosed(1, size)
            .mapToObj(i -> KeyPair.of(Bytes32.leftPad(Bytes.ofUnsignedInt(7919L * i))))
            .sorted(Comparator.comparing(KeyPair::address))
            .toList();
    validators = new ValidatorSet(keys.stream().map(KeyPair::address).toList());
    genesis = block(Optional.empty(), Address.ZERO, 0, GENESIS_TIME, List.of());
  }

  /** The keys, in the order of their addresses. */
  public List<KeyPair> keys() {
    return keys;
  }

  /** The key of a validator. */
  public KeyPair key(Address address) {
    return keys.stream().filter(key -> key.address().equals(address)).findFirst().orElseThrow();
  }

  /** The validators. */
  public ValidatorSet validators() {
    return validators;
  }

  /** Block 0. */
  public Block genesis() {
    return genesis;
  }

  /** The key of the proposer of a round after a block. */
  public KeyPair proposer(Block parent, int round) {
    return key(validators.proposer(parent.header().coinbase(), round));
  }

  /** An empty block. */
  public Block block(Block parent, KeyPair proposer, int round, long timestamp) {
    return block(Optional.of(parent), proposer.address(), round, timestamp, List.of());
  }

  /** A block with one transaction. */
  public Block blockWithTransaction(Block parent, KeyPair proposer, int round, long timestamp) {
    TransactionBody.Legacy transfer =
        new TransactionBody.Legacy(
            Optional.of(UInt256.valueOf(1337)),
            0,
            UInt256.ZERO,
            21_000,
            Optional.of(Address.ZERO),
            UInt256.ONE,
            Bytes.EMPTY);
    return block(
        Optional.of(parent),
        proposer.address(),
        round,
        timestamp,
        List.of(Transaction.sign(transfer, proposer)));
  }

  private Block block(
      Optional<Block> parent,
      Address coinbase,
      int round,
      long timestamp,
      List<Transaction> transactions) {
    BlockHeader header =
        new BlockHeaderBuilder()
            .transactionsRoot(OrderedTrieRoots.ofTransactions(transactions))
            .parentHash(parent.map(Block::hash).orElse(Bytes32.ZERO))
            .number(parent.map(block -> block.number() + 1).orElse(0L))
            .coinbase(coinbase)
            .gasLimit(30_000_000)
            .timestamp(timestamp)
            .extraData(
                new QbftExtraData(
                        Bytes32.ZERO, validators.ascending(), Optional.empty(), round, List.of())
                    .encoded())
            .build();
    return new Block(header, new BlockBody(transactions, false));
  }

  /** A proposal of round 0. */
  public Proposal proposal(KeyPair author, Block block) {
    return proposal(author, block, List.of(), List.of());
  }

  /** A proposal with its justification. */
  public Proposal proposal(
      KeyPair author, Block block, List<RoundChange> roundChanges, List<Prepare> prepares) {
    return new Forge(author)
        .proposal(
            block,
            roundChanges.stream().map(RoundChange::signed).toList(),
            prepares.stream().map(Prepare::signed).toList());
  }

  /** A prepare for a block. */
  public Prepare prepare(KeyPair author, Block block) {
    return new Forge(author).prepare(block);
  }

  /** A commit for a block. */
  public Commit commit(KeyPair author, Block block) {
    return new Forge(author).commit(block);
  }

  /** A round change of a validator that is prepared for nothing. */
  public RoundChange roundChange(KeyPair author, long height, int round) {
    return new Forge(author).roundChange(new RoundIdentifier(height, round));
  }

  /** A round change of a validator that is prepared for a block. */
  public RoundChange roundChange(KeyPair author, int round, PreparedCertificate certificate) {
    return new Forge(author)
        .roundChange(new RoundIdentifier(certificate.block().number(), round), certificate);
  }

  /** The certificate that some validators prepared a block. */
  public PreparedCertificate certificate(Block block, List<KeyPair> authors) {
    return new PreparedCertificate(
        block, authors.stream().map(author -> prepare(author, block).signed()).toList());
  }
}
