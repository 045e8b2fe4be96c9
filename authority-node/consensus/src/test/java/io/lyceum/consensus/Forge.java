package io.lyceum.consensus;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.CommitPayload;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparePayload;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.PreparedRound;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.ProposalPayload;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundChangePayload;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Signs whatever it is asked to with one key, with none of the rules of an honest validator.
 *
 * @param key the key
 */
public record Forge(KeyPair key) {

  /** Whose signatures these are. */
  public Address author() {
    return key.address();
  }

  /** A proposal of the round that the block names, with a justification. */
  public Proposal proposal(
      Block block,
      List<SignedPayload<RoundChangePayload>> roundChanges,
      List<SignedPayload<PreparePayload>> prepares) {
    return new Proposal(
        SignedPayload.sign(new ProposalPayload(round(block), block), key), roundChanges, prepares);
  }

  /** A prepare for a digest. */
  public Prepare prepare(RoundIdentifier round, Bytes32 digest) {
    return new Prepare(SignedPayload.sign(new PreparePayload(round, digest), key));
  }

  /** A prepare for a block, in the round that it names. */
  public Prepare prepare(Block block) {
    return prepare(round(block), BlockRounds.digest(block));
  }

  /** A commit to a digest, with a genuine seal over it. */
  public Commit commit(RoundIdentifier round, Bytes32 digest) {
    return commit(round, digest, digest);
  }

  /** A commit to a digest whose seal is over something else. */
  public Commit commit(RoundIdentifier round, Bytes32 digest, Bytes32 sealed) {
    return new Commit(SignedPayload.sign(new CommitPayload(round, digest, key.sign(sealed)), key));
  }

  /** A commit to a block, in the round that it names. */
  public Commit commit(Block block) {
    return commit(round(block), BlockRounds.digest(block));
  }

  /** A round change that claims to be prepared for nothing. */
  public RoundChange roundChange(RoundIdentifier round) {
    return roundChange(round, Optional.empty(), Optional.empty(), List.of());
  }

  /** A round change with a certificate, and the claim that follows from it. */
  public RoundChange roundChange(RoundIdentifier round, PreparedCertificate certificate) {
    return roundChange(
        round,
        Optional.of(certificate.claim()),
        Optional.of(certificate.block()),
        certificate.prepares());
  }

  /** A round change whose claim, block and prepares may contradict each other. */
  public RoundChange roundChange(
      RoundIdentifier round,
      Optional<PreparedRound> claim,
      Optional<Block> block,
      List<SignedPayload<PreparePayload>> prepares) {
    return new RoundChange(
        SignedPayload.sign(new RoundChangePayload(round, claim), key), block, prepares);
  }

  private static RoundIdentifier round(Block block) {
    return new RoundIdentifier(block.number(), BlockRounds.round(block));
  }
}
