package io.lyceum.ledger.statetest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

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
  private final Predicate<String> wanted;

  /**
   * Reads an archive, and closes its stream in the end.
   *
   * @param wanted names of files; others are passed over without being held
   */
  TarArchive(InputStream in, Predicate<String> wanted) {
    this.in = in;
    this.wanted = wanted;
  }

  /**
   * The next wanted file, or null at the end.
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
      switch ((char) header[156]) {
        case GNU_LONG_NAME -> longName = text(content(header, size), 0, size);
        case PAX_HEADER -> longName = paxPath(content(header, size), longName);
        case '0', 0 -> {
          String name = longName != null ? longName : name(header);
          if (wanted.test(name)) {
            return new Entry(name, content(header, size));
          }
          skip(header, (long) size + padding(size));
          longName = null;
        }
        default -> {
          skip(header, (long) size + padding(size));
          longName = null;
        }
      }
    }
  }

  private byte[] content(byte[] header, int size) throws IOException {
    byte[] content = in.readNBytes(size);
    if (content.length < size) {
      throw new EOFException("within " + name(header));
    }
    skip(header, padding(size));
    return content;
  }

  private void skip(byte[] header, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new EOFException("within " + name(header));
    }
  }

  private static int padding(int size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private static int size(byte[] header) throws IOException {
    try {
      int size = Integer.parseInt(text(header, 124, 12).trim(), 8);
      if (size < 0) {
        throw new IOException("it is no tar archive: a file has " + size + " bytes");
      }
      return size;
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
