package io.lyceum.consensus.signing;

import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;

/** A {@link SigningRecord} as the bytes that a driver stores. */
public final class SigningRecordCodec {

  private SigningRecordCodec() {}

  /** {@code [height, round, [[code, hash]…], [roundChange]?, [block, prepares]?]}. */
  public static Bytes encode(SigningRecord record) {
    return RLP.encodeList(
        writer -> {
          writer.writeLong(record.round().height());
          writer.writeInt(record.round().round());
          writer.writeList(
              list ->
                  record
                      .signed()
                      .forEach(
                          (code, hash) ->
                              list.writeList(
                                  entry -> {
                                    entry.writeInt(code.code());
                                    entry.writeValue(hash);
                                  })));
          writer.writeList(
              list ->
                  record
                      .roundChange()
                      .ifPresent(message -> list.writeValue(MessageCodec.encode(message))));
          writer.writeList(
              list ->
                  record
                      .prepared()
                      .ifPresent(
                          certificate -> {
                            list.writeRLP(certificate.block().encoded());
                            list.writeList(
                                certificate.prepares(),
                                (prepares, item) -> prepares.writeRLP(item.encoded()));
                          }));
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws InvalidRlpException if it is anything else
   */
  public static SigningRecord decode(Bytes bytes) {
    return StrictRlpReader.readOne(bytes, SigningRecordCodec::read);
  }

  private static SigningRecord read(StrictRlpReader reader) {
    RoundIdentifier round = new RoundIdentifier(reader.positiveLong(), reader.positiveInt());
    SortedMap<MessageCode, Bytes32> signed = new TreeMap<>();
    reader.listOf(
        entry ->
            entry.list(
                pair -> signed.put(MessageCode.of(pair.positiveInt()), pair.bytes32()) == null));
    return new SigningRecord(
        round,
        signed,
        reader.list(SigningRecordCodec::readRoundChange),
        reader.list(SigningRecordCodec::readCertificate));
  }

  private static Optional<RoundChange> readRoundChange(StrictRlpReader reader) {
    if (!reader.hasNext()) {
      return Optional.empty();
    }
    if (MessageCodec.decode(reader.bytes()) instanceof RoundChange message) {
      return Optional.of(message);
    }
    throw new InvalidRlpException("Not a round change");
  }

  private static Optional<PreparedCertificate> readCertificate(StrictRlpReader reader) {
    if (!reader.hasNext()) {
      return Optional.empty();
    }
    Block block = Block.decode(reader.encodedList());
    return Optional.of(new PreparedCertificate(block, MessageCodec.readPrepares(reader)));
  }
}
