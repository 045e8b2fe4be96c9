package io.lyceum.authority.consensus;

import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.consensus.signing.SigningRecordCodec;
import io.lyceum.ledger.storage.RecordStore;
import io.lyceum.ledger.storage.RocksDbStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;

/** The record of what this validator signed, on disk beside the chain. */
public final class SigningRecordStore {

  private static final Bytes KEY = Bytes.wrap("signed".getBytes(StandardCharsets.US_ASCII));

  private static final Bytes ABSTENTION = Bytes.wrap("abstain".getBytes(StandardCharsets.US_ASCII));

  private static final Bytes FIRST_HEAD =
      Bytes.wrap("firstHead".getBytes(StandardCharsets.US_ASCII));

  private final RecordStore records;

  /** Keeps the record in a store. */
  public SigningRecordStore(RocksDbStore store) {
    records = store.records("consensus");
  }

  /** The last record; empty if this directory never took part. */
  public Optional<SigningRecord> read() {
    return records.get(KEY).map(SigningRecordCodec::decode);
  }

  /** Replaces the record. It is on the disk when this returns. */
  public void write(SigningRecord record) {
    records.putSync(KEY, SigningRecordCodec.encode(record));
  }

  /** The block that the directory held when it was first opened; empty if none was told yet. */
  public OptionalLong readFirstHead() {
    return records.get(FIRST_HEAD).stream().mapToLong(Bytes::toLong).findFirst();
  }

  /** Remembers the first head. It is on the disk when this returns. */
  public void writeFirstHead(long number) {
    records.putSync(FIRST_HEAD, Bytes.ofUnsignedLong(number));
  }

  /** Until when this validator abstains, in seconds since 1970; empty if it never had to. */
  public OptionalLong readAbstention() {
    return records.get(ABSTENTION).stream().mapToLong(Bytes::toLong).findFirst();
  }

  /** Remembers until when this validator abstains. It is on the disk when this returns. */
  public void writeAbstention(long untilSeconds) {
    records.putSync(ABSTENTION, Bytes.ofUnsignedLong(untilSeconds));
  }

  /** Forgets that this validator abstains. */
  public void deleteAbstention() {
    records.delete(ABSTENTION);
  }
}
