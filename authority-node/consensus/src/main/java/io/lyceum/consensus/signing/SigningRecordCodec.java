package io.lyceum.consensus.signing;

import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.Secp256k1;
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
    return decode(bytes, Secp256k1.best());
  }

  /**
   * The same with the signatures of a given curve.
   *
   * @throws InvalidRlpException as in {@link #decode(Bytes)}
   */
  public static SigningRecord decode(Bytes bytes, Secp256k1 curve) {
    return StrictRlpReader.readOne(bytes, reader -> read(reader, curve));
  }

  private static SigningRecord read(StrictRlpReader reader, Secp256k1 curve) {
    RoundIdentifier round = new RoundIdentifier(reader.positiveLong(), reader.positiveInt());
    SortedMap<MessageCode, Bytes32> signed = new TreeMap<>();
    reader.listOf(
        entry ->
            entry.list(
                pair -> signed.put(MessageCode.of(pair.positiveInt()), pair.bytes32()) == null));
    return new SigningRecord(
        round,
        signed,
        reader.list(item -> readRoundChange(item, curve)),
        reader.list(item -> readCertificate(item, curve)));
  }

  private static Optional<RoundChange> readRoundChange(StrictRlpReader reader, Secp256k1 curve) {
    if (!reader.hasNext()) {
      return Optional.empty();
    }
    if (MessageCodec.decode(reader.bytes(), curve) instanceof RoundChange message) {
      return Optional.of(message);
    }
    throw new InvalidRlpException("Not a round change");
  }

  private static Optional<PreparedCertificate> readCertificate(
      StrictRlpReader reader, Secp256k1 curve) {
    if (!reader.hasNext()) {
      return Optional.empty();
    }
    Block block = Block.decode(reader.encodedList());
    return Optional.of(new PreparedCertificate(block, MessageCodec.readPrepares(reader, curve)));
  }
}
