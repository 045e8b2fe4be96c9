package io.lyceum.consensus.message;

import io.lyceum.ledger.block.Block;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;

/**
 * A proposal with what justifies it in a round above 0.
 *
 * @param signed the proposal itself
 * @param roundChanges a quorum of round changes to its round; none in round 0
 * @param prepares the prepares of the highest prepared round among them, if any was prepared
 */
public record Proposal(
    SignedPayload<ProposalPayload> signed,
    List<SignedPayload<RoundChangePayload>> roundChanges,
    List<SignedPayload<PreparePayload>> prepares)
    implements QbftMessage {

  /** Keeps unmodifiable copies. */
  public Proposal {
    roundChanges = List.copyOf(roundChanges);
    prepares = List.copyOf(prepares);
  }

  /** The proposed block. */
  public Block block() {
    return signed.payload().block();
  }

  @Override
  public Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          writer.writeRLP(signed.encoded());
          writer.writeList(
              justification -> {
                justification.writeList(
                    roundChanges, (list, item) -> list.writeRLP(item.encoded()));
                justification.writeList(prepares, (list, item) -> list.writeRLP(item.encoded()));
              });
        });
  }
}
