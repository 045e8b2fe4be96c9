package io.lyceum.consensus.message;

import io.lyceum.ledger.block.Block;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;

/**
 * A round change with the certificate of what its author was prepared for.
 *
 * @param signed the round change itself
 * @param block the prepared block, with the prepared round in its extra data
 * @param prepares a quorum of prepares for it
 */
public record RoundChange(
    SignedPayload<RoundChangePayload> signed,
    Optional<Block> block,
    List<SignedPayload<PreparePayload>> prepares)
    implements QbftMessage {

  /** Keeps an unmodifiable copy. */
  public RoundChange {
    prepares = List.copyOf(prepares);
  }

  /** What the author says it was prepared for. */
  public Optional<PreparedRound> prepared() {
    return signed.payload().prepared();
  }

  /** The certificate that the message carries, which is genuine if the message is valid. */
  public Optional<PreparedCertificate> certificate() {
    return block.map(prepared -> new PreparedCertificate(prepared, prepares));
  }

  @Override
  public Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          writer.writeRLP(signed.encoded());
          block.ifPresentOrElse(
              prepared -> writer.writeRLP(prepared.encoded()), () -> writer.writeList(empty -> {}));
          writer.writeValue(Bytes.EMPTY);
          writer.writeList(prepares, (list, item) -> list.writeRLP(item.encoded()));
        });
  }
}
