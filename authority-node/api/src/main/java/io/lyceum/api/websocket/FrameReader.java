package io.lyceum.api.websocket;

import io.helidon.common.buffers.DataReader;
import java.util.function.Consumer;

/**
 * Reads the frames of a client (RFC 6455, section 5). A payload is given in the pieces in which it
 * comes, so that whoever takes it can bound what is held.
 *
 * <p>For one thread.
 */
final class FrameReader {

  private static final int LAST = 0x80;
  private static final int EXTENSIONS = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;
  private static final int MOST_CONTROL_BYTES = 125;

  private final DataReader bytes;

  FrameReader(DataReader bytes) {
    this.bytes = bytes;
  }

  /**
   * Waits for the next frame.
   *
   * @throws ClosingException if what comes is none
   */
  FrameHead next() {
    int first = bytes.read();
    int second = bytes.read();
    Opcode opcode = Opcode.of(first & OPCODE).orElseThrow(() -> broken("Unknown opcode"));
    boolean last = (first & LAST) != 0;
    if ((first & EXTENSIONS) != 0) {
      throw broken("No extension was agreed on");
    }
    if ((second & MASKED) == 0) {
      throw broken("A client masks its frames");
    }
    long length = length(second & LENGTH);
    boolean control = opcode.isControl();
    if (!isShortest(second & LENGTH, length) || control && (!last || length > MOST_CONTROL_BYTES)) {
      throw broken("Malformed length");
    }
    return new FrameHead(opcode, last, length, bytes.readBuffer(Integer.BYTES).readInt32());
  }

  private long length(int coded) {
    return switch (coded) {
      case LENGTH_OF_16_BITS -> bytes.readBuffer(Short.BYTES).readInt16();
      case LENGTH_OF_64_BITS -> bytes.readBuffer(Long.BYTES).readLong();
      default -> coded;
    };
  }

  /** Whether no shorter code has this length; one above 2^63 has none. */
  private static boolean isShortest(int coded, long length) {
    return switch (coded) {
      case LENGTH_OF_16_BITS -> length >= LENGTH_OF_16_BITS;
      case LENGTH_OF_64_BITS -> length >= 1 << Short.SIZE;
      default -> true;
    };
  }

  /** Reads the payload that follows a head, and gives it piece by piece. */
  void payload(FrameHead head, Consumer<byte[]> taker) {
    for (long taken = 0; taken < head.length(); ) {
      bytes.ensureAvailable();
      byte[] piece = bytes.readBytes((int) Math.min(bytes.available(), head.length() - taken));
      for (int i = 0; i < piece.length; i++, taken++) {
        piece[i] ^= (byte) (head.mask() >> Byte.SIZE * (3 - (int) (taken & 3)));
      }
      taker.accept(piece);
    }
  }

  private static ClosingException broken(String reason) {
    return new ClosingException(CloseCode.PROTOCOL_ERROR, reason);
  }
}
