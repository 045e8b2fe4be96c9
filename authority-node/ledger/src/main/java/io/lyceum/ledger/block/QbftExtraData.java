package io.lyceum.ledger.block;

import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLPWriter;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a QBFT header holds in its extraData, as Besu encodes it: the RLP list {@code [vanity,
 * validators, vote, round, seals]}.
 *
 * @param vanity anything the proposer likes; Besu writes 32 bytes
 * @param validators who may seal this block, ascending; empty where a contract says it
 * @param vote the proposer's vote, if it cast one
 * @param round the round in which the block was sealed
 * @param seals signatures over {@link BlockHashing#forCommittedSeals}
 */
public record QbftExtraData(
    Bytes vanity,
    List<Address> validators,
    Optional<ValidatorVote> vote,
    int round,
    List<Signature> seals) {

  /** Length of the vanity that Besu writes, in bytes. */
  public static final int VANITY_SIZE = 32;

  /** The order of secp256k1: r and s of a seal are below it and not zero. */
  private static final UInt256 ORDER =
      UInt256.fromHexString("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

  private static final byte ADD = (byte) 0xff;

  /** Keeps unmodifiable copies of the lists. */
  public QbftExtraData {
    validators = List.copyOf(validators);
    seals = List.copyOf(seals);
    if (round < 0) {
      throw new IllegalArgumentException("A round is not negative: " + round);
    }
  }

  /**
   * Reads an extraData.
   *
   * @throws InvalidRlpException if it is malformed, a seal's v is neither 0 nor 1, or its r or s is
   *     zero or not below the order
   */
  public static QbftExtraData decode(Bytes extraData) {
    return StrictRlpReader.readOne(
        extraData,
        list ->
            new QbftExtraData(
                list.bytes(),
                list.listOf(StrictRlpReader::address),
                list.list(QbftExtraData::readVote),
                list.positiveInt(),
                list.listOf(QbftExtraData::readSeal)));
  }

  private static Optional<ValidatorVote> readVote(StrictRlpReader list) {
    if (!list.hasNext()) {
      return Optional.empty();
    }
    Address recipient = list.address();
    Bytes polarity = list.bytes();
    if (polarity.isEmpty()) {
      return Optional.of(new ValidatorVote(recipient, ValidatorVote.Polarity.DROP));
    }
    if (polarity.size() == 1 && polarity.get(0) == ADD) {
      return Optional.of(new ValidatorVote(recipient, ValidatorVote.Polarity.ADD));
    }
    throw new InvalidRlpException("A vote is 0xff or empty, not " + polarity);
  }

  private static Signature readSeal(StrictRlpReader list) {
    Bytes bytes = list.fixed(Signature.SIZE);
    int parity = bytes.get(Signature.SIZE - 1);
    if (parity != 0 && parity != 1) {
      throw new InvalidRlpException("A seal's v is 0 or 1, not " + (parity & 0xff));
    }
    Signature seal = Signature.decode(bytes);
    if (!isScalar(seal.r()) || !isScalar(seal.s())) {
      throw new InvalidRlpException("A seal's r or s is zero or not below the order");
    }
    return seal;
  }

  private static boolean isScalar(UInt256 value) {
    return !value.isZero() && value.compareTo(ORDER) < 0;
  }

  /** The RLP list. */
  public Bytes encoded() {
    return encode(round, seals);
  }

  /** The encoding that the hash on the chain covers: round 0 and no seals. */
  Bytes encodedForHash() {
    return encode(0, List.of());
  }

  /** The encoding that a committed seal covers: no seals. */
  Bytes encodedForSeals() {
    return encode(round, List.of());
  }

  private Bytes encode(int writtenRound, List<Signature> writtenSeals) {
    return Rlp.encodeList(
        writer -> {
          writer.writeValue(vanity);
          writer.writeList(validators, (list, validator) -> list.writeValue(validator.bytes()));
          writer.writeList(this::writeVote);
          writer.writeInt(writtenRound);
          writer.writeList(writtenSeals, (list, seal) -> list.writeValue(seal.encoded()));
        });
  }

  private void writeVote(RLPWriter list) {
    vote.ifPresent(
        cast -> {
          list.writeValue(cast.recipient().bytes());
          list.writeValue(
              cast.polarity() == ValidatorVote.Polarity.ADD ? Bytes.of(ADD) : Bytes.EMPTY);
        });
  }

  /** The same for another round. */
  public QbftExtraData withRound(int newRound) {
    return new QbftExtraData(vanity, validators, vote, newRound, seals);
  }

  /** The same with other seals. */
  public QbftExtraData withSeals(List<Signature> newSeals) {
    return new QbftExtraData(vanity, validators, vote, round, newSeals);
  }
}
