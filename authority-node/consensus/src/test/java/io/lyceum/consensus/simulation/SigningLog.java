package io.lyceum.consensus.simulation;

import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.consensus.signing.SigningRecordCodec;
import io.lyceum.ledger.crypto.Secp256k1;
import org.apache.tuweni.bytes.Bytes;

/** The file in which a node keeps what it signed. */
interface SigningLog {

  /** Writes a record in place of the one before. */
  void write(SigningRecord record);

  /** What is in the file after a crash. */
  SigningRecord read();

  /** A file whose content is on the disk before anything else happens, as it must be. */
  static SigningLog durable(Secp256k1 curve) {
    return new SigningLog() {
      private SigningRecord latest = SigningRecord.EMPTY;

      @Override
      public void write(SigningRecord record) {
        latest = record;
      }

      @Override
      public SigningRecord read() {
        return reread(latest, curve);
      }
    };
  }

  /** A file that is written only after the message was sent, so that a crash can come first. */
  static SigningLog late(Secp256k1 curve) {
    return new SigningLog() {
      private SigningRecord written = SigningRecord.EMPTY;
      private SigningRecord pending = SigningRecord.EMPTY;

      @Override
      public void write(SigningRecord record) {
        written = pending;
        pending = record;
      }

      @Override
      public SigningRecord read() {
        pending = written;
        return reread(written, curve);
      }
    };
  }

  /** No file at all: what was signed is forgotten. */
  static SigningLog none(Secp256k1 curve) {
    return new SigningLog() {
      @Override
      public void write(SigningRecord record) {
        // It is forgotten.
      }

      @Override
      public SigningRecord read() {
        return SigningRecord.EMPTY;
      }
    };
  }

  private static SigningRecord reread(SigningRecord record, Secp256k1 curve) {
    Bytes onDisk = SigningRecordCodec.encode(record);
    return SigningRecordCodec.decode(onDisk, curve);
  }
}
