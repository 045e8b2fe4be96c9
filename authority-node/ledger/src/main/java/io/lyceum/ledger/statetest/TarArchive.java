package io.lyceum.ledger.statetest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the regular files of a tar archive with names in the ustar or GNU form. */
final class TarArchive {

  private static final int BLOCK = 512;
  private static final char LONG_NAME = 'L';

  private TarArchive() {}

  /**
   * Gives a consumer one file after another.
   *
   * @throws IOException if the archive cannot be read
   */
  static void forEachFile(InputStream in, StateTestFiles.Consumer consumer) throws IOException {
    String longName = null;
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return;
      }
      int size = size(header);
      byte[] content = in.readNBytes(size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      char type = (char) header[156];
      if (type == LONG_NAME) {
        longName = text(content, 0, size);
      } else if (type == '0' || type == 0) {
        consumer.accept(longName != null ? longName : name(header), content);
        longName = null;
      }
    }
  }

  private static int size(byte[] header) throws IOException {
    try {
      return Integer.parseInt(text(header, 124, 12).trim(), 8);
    } catch (NumberFormatException e) {
      throw new IOException("Not a tar archive, or with a file over 2 GiB", e);
    }
  }

  private static String name(byte[] header) {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
