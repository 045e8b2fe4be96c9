package io.lyceum.consensus.message;

import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.StrictRlpReader;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;

/**
 * A validator saw a quorum of prepares and seals the block.
 *
 * @param round the proposal's round
 * @param digest the proposed block's digest, which includes the round
 * @param seal the validator's signature over the digest, which goes into the block
 */
public record CommitPayload(RoundIdentifier round, Bytes32 digest, Signature seal)
    implements Payload {

  @Override
  public MessageCode code() {
    return MessageCode.COMMIT;
  }

  @Override
  public Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          Payload.write(writer, round);
          writer.writeValue(digest);
          writer.writeValue(seal.encoded());
        });
  }

  /** Reads the items of {@link #encoded()}. */
  static CommitPayload read(StrictRlpReader reader) {
    return new CommitPayload(
        Payload.readRound(reader),
        reader.bytes32(),
        Signature.decode(reader.fixed(Signature.SIZE)));
  }
}
