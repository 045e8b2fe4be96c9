package io.lyceum.ledger.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Reads Besu's answers to {@code eth_getTransactionReceipt}. */
public final class BesuReceipts {

  private BesuReceipts() {}

  public static List<TransactionReceipt> of(JsonNode answers) {
    List<TransactionReceipt> receipts = new ArrayList<>();
    answers.forEach(answer -> receipts.add(receipt(answer)));
    return receipts;
  }

  private static TransactionReceipt receipt(JsonNode answer) {
    List<Log> logs = new ArrayList<>();
    answer.get("logs").forEach(log -> logs.add(log(log)));
    return TransactionReceipt.of(
        Integer.decode(answer.get("type").asText()),
        answer.get("status").asText().equals("0x1"),
        Long.decode(answer.get("cumulativeGasUsed").asText()),
        logs);
  }

  private static Log log(JsonNode log) {
    List<Bytes32> topics = new ArrayList<>();
    log.get("topics").forEach(topic -> topics.add(Bytes32.fromHexString(topic.asText())));
    return new Log(
        Address.fromHex(log.get("address").asText()),
        topics,
        Bytes.fromHexString(log.get("data").asText()));
  }
}
