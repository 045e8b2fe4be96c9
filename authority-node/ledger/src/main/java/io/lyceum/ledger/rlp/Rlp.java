package io.lyceum.ledger.rlp;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;

/**
 * Writes RLP lists by Tuweni into one array. Tuweni itself hands out a chain of pieces, on which
 * access by index is slow and {@code slice} fails for some nested lists.
 */
public final class Rlp {

  private Rlp() {}

  /** The encoding of a list whose items are written one after another. */
  public static Bytes encodeList(Consumer<RLPWriter> items) {
    return flat(RLP.encodeList(items));
  }

  /** The encoding of a list whose items are written alike. */
  public static <T> Bytes encodeList(List<T> items, BiConsumer<RLPWriter, T> write) {
    return flat(RLP.encodeList(items, write));
  }

  /** The same bytes in one array. */
  static Bytes flat(Bytes bytes) {
    return Bytes.wrap(bytes.toArrayUnsafe());
  }
}
