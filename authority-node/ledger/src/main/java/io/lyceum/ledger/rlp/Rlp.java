package io.lyceum.ledger.rlp;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLPWriter;

/** Writes RLP. */
public final class Rlp {

  private Rlp() {}

  /** The encoding of a byte string. */
  public static Bytes encodeValue(Bytes value) {
    ArrayRlpWriter writer = new ArrayRlpWriter();
    writer.writeValue(value);
    return writer.written();
  }

  /** The encoding of a list whose items are written one after another. */
  public static Bytes encodeList(Consumer<RLPWriter> items) {
    ArrayRlpWriter writer = new ArrayRlpWriter();
    writer.writeList(items);
    return writer.written();
  }

  /** The encoding of a list whose items are written alike. */
  public static <T> Bytes encodeList(List<T> items, BiConsumer<RLPWriter, T> write) {
    return encodeList(writer -> items.forEach(item -> write.accept(writer, item)));
  }
}
