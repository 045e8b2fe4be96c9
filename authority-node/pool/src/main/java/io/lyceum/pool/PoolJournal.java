package io.lyceum.pool;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.pool.PooledTransaction.Origin;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with what a pool has admitted, so that a node which is stopped or killed has its
 * transactions again when it starts. Every admission is handed to the operating system before its
 * caller is answered, which outlives the process; nothing waits for the disk, so a machine that
 * loses power may lose the latest. What left the pool stays in the file until this is written anew:
 * at every start, and when it has grown well beyond the pool's content.
 *
 * <p>A record is its length, a checksum, the time of admission, the origin, and the transaction's
 * canonical encoding. Reading ends at the first record that is not whole.
 */
public final class PoolJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PoolJournal.class);

  /** The file may be so much larger than twice what was written last, in bytes. */
  private static final long SLACK = 4L << 20;

  private static final int RESTORED_AT_ONCE = 256;
  private static final int HEADER = Integer.BYTES + Integer.BYTES;
  private static final int META = Long.BYTES + Byte.BYTES;

  private final Path file;
  private final TransactionPool pool;
  private final long slack;
  private Optional<FileOutputStream> out = Optional.empty();
  private long size;
  private long limit;

  private PoolJournal(Path file, TransactionPool pool, long slack) {
    this.file = file;
    this.pool = pool;
    this.slack = slack;
  }

  /**
   * Offers a pool what the file holds, and keeps in the file what the pool admits from then on.
   *
   * @param file need not exist
   * @throws IOException if the file cannot be read or written
   */
  public static PoolJournal open(Path file, TransactionPool pool) throws IOException {
    return open(file, pool, SLACK);
  }

  static PoolJournal open(Path file, TransactionPool pool, long slack) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    PoolJournal journal = new PoolJournal(file, pool, slack);
    journal.restore();
    journal.rewrite();
    pool.onAdmitted(journal::append);
    return journal;
  }

  private void restore() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    long admitted = 0;
    long read = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<PooledTransaction> batch = new ArrayList<>();
      Optional<PooledTransaction> next = read(in);
      while (next.isPresent()) {
        read++;
        batch.add(next.get());
        next = read(in);
        if (batch.size() == RESTORED_AT_ONCE || next.isEmpty()) {
          admitted +=
              pool.restore(batch).stream().filter(Admission.Admitted.class::isInstance).count();
          batch = new ArrayList<>();
        }
      }
    }
    if (read > 0) {
      LOG.info("{} of {} transactions in {} still wait for a block", admitted, read, file);
    }
  }

  /** The next record; empty at the end, or where the last write was cut off. */
  private Optional<PooledTransaction> read(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      int checksum = in.readInt();
      if (length < META || length > META + Transaction.MAX_ENCODED_SIZE) {
        throw new InvalidRlpException("A record of " + length + " bytes");
      }
      byte[] record = in.readNBytes(length);
      if (record.length < length || checksum(record) != checksum) {
        throw new InvalidRlpException("A record that is not whole");
      }
      ByteBuffer fields = ByteBuffer.wrap(record);
      Instant admitted = Instant.ofEpochMilli(fields.getLong());
      Origin origin = fields.get() == 0 ? Origin.LOCAL : Origin.PEER;
      Transaction transaction = Transaction.decode(Bytes.wrap(record, META, length - META));
      return transaction
          .sender()
          .map(sender -> PooledTransaction.of(transaction, sender, 0, admitted, origin));
    } catch (EOFException end) {
      return Optional.empty();
    } catch (InvalidRlpException e) {
      LOG.warn("{} is damaged; what follows is left out: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static int checksum(byte[] record) {
    CRC32 crc = new CRC32();
    crc.update(record);
    return (int) crc.getValue();
  }

  private synchronized void append(List<PooledTransaction> admitted) {
    if (out.isEmpty()) {
      return;
    }
    try {
      size += write(out.get(), admitted);
    } catch (IOException e) {
      LOG.error("Transactions are not kept in {} any more", file, e);
      close();
      return;
    }
    if (size > limit) {
      shrink();
    }
  }

  /** The file is as good as before when it cannot be replaced: it only goes on growing. */
  private void shrink() {
    try {
      rewrite();
    } catch (IOException e) {
      limit = 2 * size;
      LOG.warn("{} could not be written anew and grows on", file, e);
    }
  }

  private static long write(OutputStream to, List<PooledTransaction> transactions)
      throws IOException {
    int length = transactions.stream().mapToInt(pooled -> HEADER + META + pooled.size()).sum();
    ByteBuffer records = ByteBuffer.allocate(length);
    for (PooledTransaction pooled : transactions) {
      byte[] record =
          ByteBuffer.allocate(META + pooled.size())
              .putLong(pooled.admitted().toEpochMilli())
              .put((byte) pooled.origin().ordinal())
              .put(pooled.transaction().encoded().toArrayUnsafe())
              .array();
      records.putInt(record.length).putInt(checksum(record)).put(record);
    }
    to.write(records.array());
    return length;
  }

  /** Replaces the file by one with what the pool holds now. */
  private synchronized void rewrite() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    // Not a channel: that of an interrupted thread would be closed for all others.
    FileOutputStream fresh = new FileOutputStream(next.toFile());
    long written;
    try {
      written = write(fresh, pool.all());
      // Or a machine that loses power may have the new name with nothing behind it.
      fresh.getFD().sync();
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    size = written;
    limit = 2 * size + slack;
    close();
    out = Optional.of(fresh);
  }

  /** Keeps nothing from now on. The file stays. */
  @Override
  public synchronized void close() {
    out.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            LOG.warn("{} did not close cleanly", file, e);
          }
        });
    out = Optional.empty();
  }
}
