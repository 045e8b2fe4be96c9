package io.lyceum.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.cli.CommandFailure;
import io.lyceum.ledger.transaction.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sends the few transactions that come before a load, and waits for their blocks. */
final class SetupTransactions {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String SUCCESS = "0x1";

  private SetupTransactions() {}

  /**
   * Returns when all are in blocks.
   *
   * @return their receipts
   * @throws CommandFailure if one is refused, fails, or is in no block within a minute
   */
  static List<JsonNode> mine(NodeClient node, List<Transaction> transactions)
      throws IOException, InterruptedException {
    for (Transaction transaction : transactions) {
      node.ask("eth_sendRawTransaction", transaction.encoded().toHexString());
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    List<JsonNode> receipts = new ArrayList<>();
    for (Transaction transaction : transactions) {
      receipts.add(receipt(node, transaction.hash().toHexString(), deadline));
    }
    return receipts;
  }

  private static JsonNode receipt(NodeClient node, String hash, Instant deadline)
      throws IOException, InterruptedException {
    while (true) {
      JsonNode receipt = node.ask("eth_getTransactionReceipt", hash);
      if (receipt.isObject()) {
        if (!receipt.path("status").asText().equals(SUCCESS)) {
          throw new CommandFailure("Transaction " + hash + ", which prepares the load, failed");
        }
        return receipt;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailure(
            "No block held transaction " + hash + ", which prepares the load, within a minute");
      }
      Thread.sleep(POLL);
    }
  }
}
