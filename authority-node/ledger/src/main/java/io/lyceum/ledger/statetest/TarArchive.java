package io.lyceum.ledger.statetest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The regular files of a tar archive, one after another, with names in the ustar, GNU or pax form.
 */
final class TarArchive implements AutoCloseable {

  /**
   * A file.
   *
   * @param name with its folders
   * @param content its bytes
   */
  record Entry(String name, byte[] content) {}

  private static final int BLOCK = 512;
  private static final char GNU_LONG_NAME = 'L';
  private static final char PAX_HEADER = 'x';

  private final InputStream in;

  /** Reads an archive, and closes its stream in the end. */
  TarArchive(InputStream in) {
    this.in = in;
  }

  /**
   * The next file, or null at the end.
   *
   * @throws IOException if the archive cannot be read
   */
  Entry next() throws IOException {
    String longName = null;
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 || header[0] == 0) {
        return null;
      }
      if (header.length < BLOCK) {
        throw new EOFException("within a header");
      }
      int size = size(header);
      byte[] content = in.readNBytes(size);
      if (content.length < size) {
        throw new EOFException("within " + name(header));
      }
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      switch ((char) header[156]) {
        case GNU_LONG_NAME -> longName = text(content, 0, size);
        case PAX_HEADER -> longName = paxPath(content, longName);
        case '0', 0 -> {
          return new Entry(longName != null ? longName : name(header), content);
        }
        default -> longName = null;
      }
    }
  }

  private static int size(byte[] header) throws IOException {
    try {
      return Integer.parseInt(text(header, 124, 12).trim(), 8);
    } catch (NumberFormatException e) {
      throw new IOException("it is no tar archive, or has a file over 2 GiB", e);
    }
  }

  /** Records have the form "length key=value", the length being that of the record. */
  private static String paxPath(byte[] content, String otherwise) throws IOException {
    String path = otherwise;
    int at = 0;
    while (at < content.length) {
      int space = at;
      while (space < content.length && content[space] != ' ') {
        space++;
      }
      int length;
      try {
        length = Integer.parseInt(new String(content, at, space - at, StandardCharsets.UTF_8));
      } catch (NumberFormatException e) {
        throw new IOException("it has a malformed pax header", e);
      }
      if (length <= space - at + 1 || length > content.length - at) {
        throw new IOException("it has a malformed pax header");
      }
      String pair = new String(content, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
      if (pair.startsWith("path=")) {
        path = pair.substring("path=".length());
      }
      at += length;
    }
    return path;
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

  @Override
  public void close() throws IOException {
    in.close();
  }
}
