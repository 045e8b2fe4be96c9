package io.lyceum.ledger.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the regular files of a tar archive with names in the ustar or GNU form. */
final class TarReader {

  private static final int BLOCK = 512;

  /** Takes a file. */
  interface FileConsumer {
    void accept(String path, byte[] content) throws IOException;
  }

  private TarReader() {}

  static void forEachFile(InputStream in, FileConsumer consumer) throws IOException {
    String longName = null;
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return;
      }
      int size = Integer.parseInt(text(header, 124, 12).trim(), 8);
      byte[] content = in.readNBytes(size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      char type = (char) header[156];
      if (type == 'L') {
        longName = text(content, 0, size);
      } else if (type == '0' || type == 0) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        consumer.accept(
            longName != null ? longName : prefix.isEmpty() ? name : prefix + "/" + name, content);
        longName = null;
      }
    }
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
