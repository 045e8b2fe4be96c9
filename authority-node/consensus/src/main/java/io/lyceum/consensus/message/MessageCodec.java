package io.lyceum.consensus.message;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;

/**
 * Messages as bytes. {@link #encode} puts the code, one byte, before the RLP, so that one byte
 * string holds a message of any kind.
 */
public final class MessageCodec {

  /** The largest message that is read, in bytes: one with a block and a certificate for it. */
  public static final int MAX_SIZE = 16 * 1024 * 1024;

  /** The most signatures that a justification may bring. */
  public static final int MAX_SIGNATURES = 1024;

  private MessageCodec() {}

  /** The code and the RLP of a message. */
  public static Bytes encode(QbftMessage message) {
    return Bytes.concatenate(Bytes.of(message.code().code()), message.encoded());
  }

  /**
   * Reads what {@link #encode} wrote. The signatures of the result are genuine, and so is the seal
   * in a commit; whether the authors are validators is not known here.
   *
   * @throws InvalidRlpException if it is malformed, too large, or a signature cannot be genuine
   */
  public static QbftMessage decode(Bytes bytes) {
    return decode(bytes, Secp256k1.best());
  }

  /**
   * The same with the signatures of a given curve.
   *
   * @throws InvalidRlpException as in {@link #decode(Bytes)}
   */
  public static QbftMessage decode(Bytes bytes, Secp256k1 curve) {
    if (bytes.isEmpty()) {
      throw new InvalidRlpException("An empty QBFT message");
    }
    return decode(bytes.get(0), bytes.slice(1), curve);
  }

  /**
   * Reads a message whose code came apart from it.
   *
   * @throws InvalidRlpException as in {@link #decode(Bytes)}
   */
  public static QbftMessage decode(int code, Bytes rlp) {
    return decode(code, rlp, Secp256k1.best());
  }

  private static QbftMessage decode(int code, Bytes rlp, Secp256k1 curve) {
    if (rlp.size() > MAX_SIZE) {
      throw new InvalidRlpException("A QBFT message of " + rlp.size() + " bytes");
    }
    MessageCode kind;
    try {
      kind = MessageCode.of(code);
    } catch (IllegalArgumentException e) {
      throw new InvalidRlpException(e.getMessage(), e);
    }
    return switch (kind) {
      case PROPOSAL -> StrictRlpReader.readOne(rlp, reader -> readProposal(reader, curve));
      case PREPARE -> new Prepare(readSigned(rlp, PreparePayload::read, curve));
      case COMMIT -> readCommit(rlp, curve);
      case ROUND_CHANGE -> StrictRlpReader.readOne(rlp, reader -> readRoundChange(reader, curve));
    };
  }

  private static <P extends Payload> SignedPayload<P> readSigned(
      Bytes rlp, Function<StrictRlpReader, P> payload, Secp256k1 curve) {
    return StrictRlpReader.readOne(rlp, reader -> SignedPayload.readItems(reader, payload, curve));
  }

  private static Commit readCommit(Bytes rlp, Secp256k1 curve) {
    Commit commit = new Commit(readSigned(rlp, CommitPayload::read, curve));
    if (!commit.hasGenuineSeal(curve)) {
      throw new InvalidRlpException("A commit whose seal is not its author's");
    }
    return commit;
  }

  private static Proposal readProposal(StrictRlpReader reader, Secp256k1 curve) {
    SignedPayload<ProposalPayload> signed =
        SignedPayload.read(reader, ProposalPayload::read, curve);
    return reader.list(
        justification ->
            new Proposal(
                signed,
                justification.listOf(
                    MAX_SIGNATURES,
                    item -> SignedPayload.read(item, RoundChangePayload::read, curve)),
                readPrepares(justification, curve)));
  }

  private static RoundChange readRoundChange(StrictRlpReader reader, Secp256k1 curve) {
    SignedPayload<RoundChangePayload> signed =
        SignedPayload.read(reader, RoundChangePayload::read, curve);
    Bytes block = reader.encodedList();
    reader.fixed(0);
    Optional<Block> prepared =
        block.size() == 1 ? Optional.empty() : Optional.of(Block.decode(block));
    return new RoundChange(signed, prepared, readPrepares(reader, curve));
  }

  /** Reads a list of signed prepares. */
  public static List<SignedPayload<PreparePayload>> readPrepares(
      StrictRlpReader reader, Secp256k1 curve) {
    return reader.listOf(
        MAX_SIGNATURES, item -> SignedPayload.read(item, PreparePayload::read, curve));
  }
}
