package io.lyceum.ledger.rlp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLPWriter;

/**
 * Writes RLP into one array. The header of a list is put in its place when the list has ended, and
 * its content moved aside where the header needs more than a byte.
 */
final class ArrayRlpWriter implements RLPWriter {

  /** Enough for a branch of a trie, of which there are most. */
  private static final int FIRST_CAPACITY = 576;

  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;

  /** The longest content whose length stands in the first byte of the header. */
  private static final int SHORT = 55;

  private ByteBuffer out = ByteBuffer.allocate(FIRST_CAPACITY);

  /** What was written. */
  Bytes written() {
    return Bytes.wrap(Arrays.copyOf(out.array(), out.position()));
  }

  @Override
  public void writeRLP(Bytes encoded) {
    reserve(encoded.size());
    encoded.appendTo(out);
  }

  @Override
  public void writeValue(Bytes value) {
    int size = value.size();
    reserve(size + 1 + Integer.BYTES);
    if (size != 1 || value.get(0) < 0) {
      putHeader(STRING, size);
    }
    value.appendTo(out);
  }

  @Override
  public void writeLong(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("RLP has no negative numbers: " + value);
    }
    reserve(1 + Long.BYTES);
    if (value > 0 && value < STRING) {
      out.put((byte) value);
      return;
    }
    int size = sizeOf(value);
    out.put((byte) (STRING + size));
    putBigEndian(value, size);
  }

  @Override
  public void writeList(Consumer<RLPWriter> items) {
    reserve(1);
    int header = out.position();
    out.put((byte) LIST);
    items.accept(this);
    int size = out.position() - header - 1;
    if (size <= SHORT) {
      out.put(header, (byte) (LIST + size));
      return;
    }
    int extra = sizeOf(size);
    reserve(extra);
    System.arraycopy(out.array(), header + 1, out.array(), header + 1 + extra, size);
    out.position(header);
    putHeader(LIST, size);
    out.position(header + 1 + extra + size);
  }

  private void putHeader(int kind, int size) {
    if (size <= SHORT) {
      out.put((byte) (kind + size));
      return;
    }
    int sizeOfSize = sizeOf(size);
    out.put((byte) (kind + SHORT + sizeOfSize));
    putBigEndian(size, sizeOfSize);
  }

  private void putBigEndian(long value, int size) {
    for (int shift = Byte.SIZE * (size - 1); shift >= 0; shift -= Byte.SIZE) {
      out.put((byte) (value >>> shift));
    }
  }

  /** How many bytes a number has without leading zeros. */
  private static int sizeOf(long value) {
    return (Long.SIZE - Long.numberOfLeadingZeros(value) + Byte.SIZE - 1) / Byte.SIZE;
  }

  private void reserve(int bytes) {
    if (out.remaining() < bytes) {
      int capacity = Math.max(2 * out.capacity(), out.position() + bytes);
      out = ByteBuffer.allocate(capacity).put(out.flip());
    }
  }
}
