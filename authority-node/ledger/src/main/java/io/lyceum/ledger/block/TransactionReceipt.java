package io.lyceum.ledger.block;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLPWriter;

/**
 * What the execution of a transaction left for the record.
 *
 * @param type the transaction's EIP-2718 type
 * @param succeeded whether it was not reverted
 * @param cumulativeGasUsed gas of the block up to and with this transaction
 * @param logsBloom 256 bytes
 * @param logs in the order of emission
 */
public record TransactionReceipt(
    int type, boolean succeeded, long cumulativeGasUsed, Bytes logsBloom, List<Log> logs) {

  private static final int MAX_TOPICS = 4;

  /** Keeps an unmodifiable copy of the logs. */
  public TransactionReceipt {
    logs = List.copyOf(logs);
  }

  /** A receipt with the bloom that its logs have. */
  public static TransactionReceipt of(
      int type, boolean succeeded, long cumulativeGasUsed, List<Log> logs) {
    return new TransactionReceipt(type, succeeded, cumulativeGasUsed, LogsBloom.of(logs), logs);
  }

  /** The encoding of EIP-2718 that the receipts root covers. */
  public Bytes encoded() {
    Bytes payload =
        Rlp.encodeList(
            writer -> {
              writer.writeLong(succeeded ? 1 : 0);
              writer.writeLong(cumulativeGasUsed);
              writer.writeValue(logsBloom);
              writer.writeList(logs, TransactionReceipt::writeLog);
            });
    return type == 0 ? payload : Bytes.concatenate(Bytes.of(type), payload);
  }

  /**
   * Reads {@link #encoded()}.
   *
   * @throws InvalidRlpException if it is malformed
   */
  public static TransactionReceipt decode(Bytes encoded) {
    if (encoded.isEmpty()) {
      throw new InvalidRlpException("A receipt of no bytes");
    }
    int first = encoded.get(0) & 0xff;
    int type = first >= 0xc0 ? 0 : first;
    Bytes payload = type == 0 ? encoded : encoded.slice(1);
    return StrictRlpReader.readOne(payload, list -> read(type, list));
  }

  private static TransactionReceipt read(int type, StrictRlpReader list) {
    int status = list.positiveInt();
    if (status > 1) {
      throw new InvalidRlpException("A receipt's status is 0 or 1, not " + status);
    }
    return new TransactionReceipt(
        type,
        status == 1,
        list.positiveLong(),
        list.fixed(LogsBloom.SIZE),
        list.listOf(TransactionReceipt::readLog));
  }

  private static Log readLog(StrictRlpReader item) {
    return item.list(
        log ->
            new Log(log.address(), log.listOf(MAX_TOPICS, StrictRlpReader::bytes32), log.bytes()));
  }

  private static void writeLog(RLPWriter writer, Log log) {
    writer.writeList(
        list -> {
          list.writeValue(log.address().bytes());
          list.writeList(log.topics(), RLPWriter::writeValue);
          list.writeValue(log.data());
        });
  }
}
