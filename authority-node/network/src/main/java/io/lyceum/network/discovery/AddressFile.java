package io.lyceum.network.discovery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.lyceum.network.wire.AddressRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps known addresses over a restart. What is lost with the file is learned again. */
final class AddressFile {

  private static final Logger LOG = LoggerFactory.getLogger(AddressFile.class);
  private static final long MAX_BYTES = 1 << 20;

  private final Path file;

  AddressFile(Path file) {
    this.file = file;
  }

  /** The records of the file, at most so many; none if there is no file that can be read. */
  List<AddressRecord> read(int most) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return List.of();
      }
      return RecordCodec.decode(AddressRecords.parseFrom(Files.readAllBytes(file)), most);
    } catch (InvalidProtocolBufferException | DiscoveryException e) {
      LOG.warn("{} holds no addresses of peers; they are learned again", file);
    } catch (IOException e) {
      LOG.warn("{} cannot be read; peers are learned again", file, e);
    }
    return List.of();
  }

  /** Replaces the file as a whole. */
  void write(List<AddressRecord> records) {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(written, RecordCodec.encode(records).toByteArray());
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("The addresses of peers cannot be written to {}", file, e);
    }
  }
}
