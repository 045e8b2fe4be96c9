package io.lyceum.consensus;

import io.lyceum.consensus.chain.QuorumRule;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.simulation.Membership;
import io.lyceum.consensus.simulation.SimulatedLedger;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.types.Address;
import java.util.List;

/**
 * Keys, blocks and messages of a network whose validators never change, with genuine signatures.
 */
public final class TestNetwork {

  /** Timestamp of the genesis block, in seconds. */
  public static final long GENESIS_TIME = SimulatedLedger.GENESIS_TIME;

  private final List<KeyPair> keys;
  private final ValidatorSet validators;
  private final SimulatedLedger ledger;

  /** A network of {@code size} validators. */
  public TestNetwork(int size) {
    Membership membership = new Membership(size, size, Secp256k1.best(), QuorumRule.TWO_THIRDS);
    keys = membership.keys();
    validators = membership.at(0);
    ledger = new SimulatedLedger(membership);
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
    return ledger.genesis();
  }

  /** The key of the proposer of a round after a block. */
  public KeyPair proposer(Block parent, int round) {
    return key(validators.proposer(parent.header().coinbase(), round));
  }

  /** An empty block. */
  public Block block(Block parent, KeyPair proposer, int round, long timestamp) {
    return ledger.build(parent.header(), proposer.address(), round, timestamp, false);
  }

  /** A block with one transaction. */
  public Block blockWithTransaction(Block parent, KeyPair proposer, int round, long timestamp) {
    return ledger.build(parent.header(), proposer.address(), round, timestamp, true);
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
