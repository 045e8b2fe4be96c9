package io.lyceum.consensus.message;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.rlp.StrictRlpReader;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;

/**
 * A proposer's block. After the block stands the slot of the block access list, which is empty on
 * forks before Amsterdam.
 *
 * @param round the round it is proposed in
 * @param block with that round in its extra data, and no seals
 */
public record ProposalPayload(RoundIdentifier round, Block block) implements Payload {

  @Override
  public MessageCode code() {
    return MessageCode.PROPOSAL;
  }

  @Override
  public Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          Payload.write(writer, round);
          writer.writeRLP(block.encoded());
          writer.writeValue(Bytes.EMPTY);
        });
  }

  /** Reads the items of {@link #encoded()}. */
  static ProposalPayload read(StrictRlpReader reader) {
    RoundIdentifier round = Payload.readRound(reader);
    Block block = Block.decode(reader.encodedList());
    reader.fixed(0);
    return new ProposalPayload(round, block);
  }
}
