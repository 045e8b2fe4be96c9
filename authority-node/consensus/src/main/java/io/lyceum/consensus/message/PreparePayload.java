package io.lyceum.consensus.message;

import io.lyceum.ledger.rlp.StrictRlpReader;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;

/**
 * A validator accepted a proposal.
 *
 * @param round the proposal's round
 * @param digest the proposed block's digest, which includes the round
 */
public record PreparePayload(RoundIdentifier round, Bytes32 digest) implements Payload {

  @Override
  public MessageCode code() {
    return MessageCode.PREPARE;
  }

  @Override
  public Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          Payload.write(writer, round);
          writer.writeValue(digest);
        });
  }

  /** Reads the items of {@link #encoded()}. */
  static PreparePayload read(StrictRlpReader reader) {
    return new PreparePayload(Payload.readRound(reader), reader.bytes32());
  }
}
