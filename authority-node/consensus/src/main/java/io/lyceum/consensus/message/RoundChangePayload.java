package io.lyceum.consensus.message;

import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;

/**
 * A validator moved to a round.
 *
 * @param round the round it moved to, above 0
 * @param prepared what it was prepared for before, if anything
 */
public record RoundChangePayload(RoundIdentifier round, Optional<PreparedRound> prepared)
    implements Payload {

  @Override
  public MessageCode code() {
    return MessageCode.ROUND_CHANGE;
  }

  @Override
  public Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          Payload.write(writer, round);
          writer.writeList(
              nested ->
                  prepared.ifPresent(
                      claim -> {
                        nested.writeInt(claim.round());
                        nested.writeValue(claim.digest());
                      }));
        });
  }

  /** Reads the items of {@link #encoded()}. */
  static RoundChangePayload read(StrictRlpReader reader) {
    RoundIdentifier round = Payload.readRound(reader);
    Optional<PreparedRound> prepared =
        reader.list(
            nested ->
                nested.hasNext()
                    ? Optional.of(new PreparedRound(nested.positiveInt(), nested.bytes32()))
                    : Optional.empty());
    return new RoundChangePayload(round, prepared);
  }
}
