package io.lyceum.consensus.signing;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.CommitPayload;
import io.lyceum.consensus.message.Payload;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparePayload;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.ProposalPayload;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundChangePayload;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The only place that signs. It signs nothing that contradicts an earlier signature, and hands out
 * the record to persist before the signature itself. Every method returns empty where it must not
 * sign.
 */
public final class Signatory {

  /**
   * By how many seconds the timestamp of a block may be ahead of this validator's clock. It may
   * have signed on top of such a block just before it lost its record.
   */
  private static final long CLOCK_TOLERANCE = 1;

  private final KeyPair key;
  private final OptionalLong abstainUntil;
  private final Consumer<SigningRecord> persist;
  private SigningRecord record;
  private boolean abstaining;

  /**
   * @param key the validator's key
   * @param record what was signed before the start
   * @param abstainUntil if the record was lost: nothing is signed for a block whose parent's
   *     timestamp, in seconds, is not above {@link #lastSilent} of this
   * @param persist takes each new record, before the signature is used
   */
  public Signatory(
      KeyPair key,
      SigningRecord record,
      OptionalLong abstainUntil,
      Consumer<SigningRecord> persist) {
    this.key = key;
    this.record = record;
    this.abstainUntil = abstainUntil;
    this.persist = persist;
  }

  /**
   * The timestamp that a block must exceed before the one after it is signed, in seconds since
   * 1970: blocks may be ahead of the clock by a little.
   *
   * @param abstainUntil when the loss of the record was found, in seconds since 1970
   */
  public static long lastSilent(long abstainUntil) {
    return abstainUntil + CLOCK_TOLERANCE;
  }

  /** Who signs here. */
  public Address address() {
    return key.address();
  }

  /** What was signed so far. */
  public SigningRecord record() {
    return record;
  }

  /** Whether nothing is signed at this height because the record of it was lost. */
  public boolean abstaining() {
    return abstaining;
  }

  /** Begins the height after a block. */
  public void startHeight(BlockHeader parent) {
    abstaining =
        abstainUntil.isPresent() && parent.timestamp() <= lastSilent(abstainUntil.getAsLong());
  }

  /** Proposes a block, whose extra data names the round. */
  public Optional<Proposal> propose(
      RoundIdentifier round,
      Block block,
      List<SignedPayload<RoundChangePayload>> roundChanges,
      List<SignedPayload<PreparePayload>> prepares) {
    return sign(new ProposalPayload(round, block), UnaryOperator.identity())
        .map(signed -> new Proposal(signed, roundChanges, prepares));
  }

  /** Accepts a proposal. */
  public Optional<Prepare> prepare(RoundIdentifier round, Bytes32 digest) {
    return sign(new PreparePayload(round, digest), UnaryOperator.identity()).map(Prepare::new);
  }

  /** Seals a prepared block, and from then on stands by its certificate. */
  public Optional<Commit> commit(RoundIdentifier round, PreparedCertificate certificate) {
    Bytes32 digest = BlockRounds.digest(certificate.block());
    return sign(
            new CommitPayload(round, digest, key.sign(digest)),
            next -> next.withPrepared(certificate))
        .map(Commit::new);
  }

  /** Moves to a round, with what this validator is prepared for. */
  public Optional<RoundChange> changeRound(
      RoundIdentifier round, Optional<PreparedCertificate> prepared) {
    RoundChangePayload payload =
        new RoundChangePayload(round, prepared.map(PreparedCertificate::claim));
    if (!allows(payload)) {
      return Optional.empty();
    }
    RoundChange message =
        new RoundChange(
            SignedPayload.sign(payload, key),
            prepared.map(PreparedCertificate::block),
            prepared.map(PreparedCertificate::prepares).orElse(List.of()));
    remember(payload, next -> next.withRoundChange(message));
    return Optional.of(message);
  }

  private <P extends Payload> Optional<SignedPayload<P>> sign(
      P payload, UnaryOperator<SigningRecord> addition) {
    if (!allows(payload)) {
      return Optional.empty();
    }
    remember(payload, addition);
    return Optional.of(SignedPayload.sign(payload, key));
  }

  private boolean allows(Payload payload) {
    return !abstaining && record.allows(payload.code(), payload.round(), payload.signingHash());
  }

  private void remember(Payload payload, UnaryOperator<SigningRecord> addition) {
    Bytes32 hash = payload.signingHash();
    boolean known =
        record.round().equals(payload.round()) && record.signed().containsKey(payload.code());
    if (!known) {
      record = addition.apply(record.with(payload.code(), payload.round(), hash));
      persist.accept(record);
    }
  }
}
