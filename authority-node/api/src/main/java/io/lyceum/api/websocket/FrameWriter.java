package io.lyceum.api.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes frames to a client (RFC 6455, section 5), every message in one.
 *
 * <p>For one thread.
 */
final class FrameWriter {

  private static final int LAST = 0x80;
  private static final int LONGEST_HEAD = 10;
  private static final int LONGEST_SHORT = 125;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;

  private final DataWriter bytes;

  FrameWriter(DataWriter bytes) {
    this.bytes = bytes;
  }

  void text(String text) {
    write(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void ping() {
    write(Opcode.PING, new byte[0]);
  }

  void pong(byte[] payload) {
    write(Opcode.PONG, payload);
  }

  /** Says good-bye, for a reason of at most 123 bytes. */
  void close(CloseCode code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    write(
        Opcode.CLOSE,
        ByteBuffer.allocate(Short.BYTES + text.length)
            .putShort((short) code.number())
            .put(text)
            .array());
  }

  private void write(Opcode opcode, byte[] payload) {
    ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD).put((byte) (LAST | opcode.code()));
    if (payload.length <= LONGEST_SHORT) {
      head.put((byte) payload.length);
    } else if (payload.length < 1 << Short.SIZE) {
      head.put((byte) LENGTH_OF_16_BITS).putShort((short) payload.length);
    } else {
      head.put((byte) LENGTH_OF_64_BITS).putLong(payload.length);
    }
    bytes.writeNow(BufferData.create(head.array(), 0, head.position()), BufferData.create(payload));
  }
}
