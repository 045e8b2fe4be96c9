package io.lyceum.genesis;

import io.lyceum.genesis.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A short text that nobody but its owner may read (mode 0600), where the file system knows POSIX
 * permissions.
 */
final class OwnerOnlyFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final long MAX_BYTES = 256;

  private OwnerOnlyFile() {}

  /**
   * Reads the text.
   *
   * @param kind what the file holds, for the messages of errors
   * @throws ConfigException if the file is missing or too long, or if others than its owner have
   *     any permission on it
   */
  static String read(Path file, String kind) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file, "there is no such %s file".formatted(kind));
    }
    try {
      if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new ConfigException(
            file, "a %s file must be readable by its owner only (chmod 600 it)".formatted(kind));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file, "a %s is 64 hexadecimal digits".formatted(kind));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new ConfigException(file, "the %s cannot be read (%s)".formatted(kind, e.getMessage()));
    }
  }

  /**
   * Writes a secret into a new file that nobody but its owner can read, at no moment.
   *
   * @throws IOException also if the file exists
   */
  static void write(Path file, String secret) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(file.toAbsolutePath().getParent())
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes)) {
      var bytes = StandardCharsets.US_ASCII.encode(secret);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
