package io.lyceum.consensus.message;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.rlp.StrictRlpReader;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;

/** The part of a message that its author signs. */
public sealed interface Payload
    permits ProposalPayload, PreparePayload, CommitPayload, RoundChangePayload {

  /** The round that the payload speaks of. */
  RoundIdentifier round();

  /** The kind of the message. */
  MessageCode code();

  /** The payload's RLP, a list. */
  Bytes encoded();

  /** What is signed: {@code keccak256(RLP[code, payload])}, as Besu does. */
  default Bytes32 signingHash() {
    return Keccak.hash(
        RLP.encodeList(
            writer -> {
              writer.writeInt(code().code());
              writer.writeRLP(encoded());
            }));
  }

  /** Writes height and round, with which every payload begins. */
  static void write(RLPWriter writer, RoundIdentifier round) {
    writer.writeLong(round.height());
    writer.writeInt(round.round());
  }

  /** Reads height and round, with which every payload begins. */
  static RoundIdentifier readRound(StrictRlpReader reader) {
    return new RoundIdentifier(reader.positiveLong(), reader.positiveInt());
  }
}
