package io.lyceum.ledger.block;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLPWriter;

/**
 * A block as it is stored, gossiped and exported: {@code [header, transactions, ommers,
 * withdrawals]}, the last from Shanghai on.
 *
 * @param header its header
 * @param body the rest
 */
public record Block(BlockHeader header, BlockBody body) {

  /** The largest encoding that is read, in bytes. */
  public static final int MAX_ENCODED_SIZE = 16 * 1024 * 1024;

  /**
   * Reads a block.
   *
   * @throws InvalidRlpException if it is malformed, too large, or has ommers or withdrawals
   */
  public static Block decode(Bytes encoded) {
    if (encoded.size() > MAX_ENCODED_SIZE) {
      throw new InvalidRlpException(
          "A block has at most " + MAX_ENCODED_SIZE + " bytes, not " + encoded.size());
    }
    return StrictRlpReader.readOne(encoded, Block::read);
  }

  /**
   * Reads blocks one after another, the form in which Besu exports a chain.
   *
   * @throws InvalidRlpException as in {@link #decode}
   */
  public static List<Block> decodeSequence(Bytes encoded) {
    return StrictRlpReader.readSequence(encoded, Block::read);
  }

  /** Reads a block that is an item of a list: the reader stands inside the block's own list. */
  public static Block read(StrictRlpReader list) {
    return new Block(list.list(BlockHeaderCodec::read), BlockBody.read(list));
  }

  /**
   * The RLP of the body alone, as {@link BlockBody#decode} reads it: a block's items but the
   * header.
   *
   * @param encoded a block as {@link #encoded} wrote it
   */
  public static Bytes encodedBody(Bytes encoded) {
    List<Bytes> items =
        StrictRlpReader.readOne(
            encoded,
            list -> {
              list.encodedList();
              List<Bytes> rest = new ArrayList<>();
              while (list.hasNext()) {
                rest.add(list.encodedList());
              }
              return rest;
            });
    return Rlp.encodeList(items, RLPWriter::writeRLP);
  }

  /** The RLP of the block. */
  public Bytes encoded() {
    return Rlp.encodeList(
        writer -> {
          writer.writeRLP(header.encoded());
          writer.writeList(
              body.transactions(),
              (list, transaction) -> {
                if (transaction.body().type() == 0) {
                  list.writeRLP(transaction.encoded());
                } else {
                  list.writeValue(transaction.encoded());
                }
              });
          writer.writeList(ommers -> {});
          if (body.hasWithdrawals()) {
            writer.writeList(withdrawals -> {});
          }
        });
  }

  /** {@link BlockHeader#hash()}. */
  public Bytes32 hash() {
    return header.hash();
  }

  /** {@link BlockHeader#number()}. */
  public long number() {
    return header.number();
  }
}
