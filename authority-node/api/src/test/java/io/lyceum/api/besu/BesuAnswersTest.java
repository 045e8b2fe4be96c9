package io.lyceum.api.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.api.ApiLimits;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.api.web3j.ChainAudit;
import io.lyceum.api.web3j.QbftHeader;
import io.lyceum.api.web3j.RawChain;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.pool.BlockBuilder;
import io.lyceum.pool.PoolHead;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TransactionPool;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.protocol.http.HttpService;

/** Chains that a real Besu wrote are imported; then every answer must be Besu's, field by field. */
class BesuAnswersTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "chain1, 3",
    "chain2, 3",
    "chain3-cancun, 3",
    "chain4-contract, 2",
    "chain7-prague, 3",
    "chain7b-prague-system, 3"
  })
  void blocksReceiptsTransactionsAndValidatorsAreBesus(String name, int minSeals) throws Exception {
    Path folder = folder(name);
    JsonNode expected = read(folder.resolve("blocks.json"));
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Imported imported = new Imported(store, folder);
      imported.all();
      try (TestNode node = imported.serve()) {
        JsonRpcClient client = new JsonRpcClient(node.url());
        for (JsonNode block : expected) {
          checkBlock(client, block);
        }
        checkState(client, read(folder.resolve("state-at-head.json")));
        checkTraces(client, read(folder.resolve("traces.json")));
        ChainAudit audit = new ChainAudit(new RawChain(new HttpService(node.url())));
        long last = expected.size() - 1;
        assertThat(audit.verifyUpTo(last)).isEqualTo(new ChainAudit.Findings(last, minSeals));
      }
    }
  }

  private static void checkBlock(JsonRpcClient client, JsonNode expected) {
    JsonNode block = expected.get("block");
    String number = block.get("number").asText();
    assertThat(client.result("eth_getBlockByNumber", number, true)).isEqualTo(block);
    assertThat(client.result("qbft_getValidatorsByBlockNumber", number))
        .isEqualTo(expected.get("validators"));

    JsonNode byHash = client.result("eth_getBlockByHash", block.get("hash").asText(), false);
    assertThat(byHash.get("transactions")).isEqualTo(expected.get("txHashes"));
    assertThat(((ObjectNode) byHash).remove("transactions")).isNotNull();
    ObjectNode rest = block.deepCopy();
    rest.remove("transactions");
    assertThat(byHash).isEqualTo(rest);

    List<JsonNode> logs = new ArrayList<>();
    for (int i = 0; i < block.get("transactions").size(); i++) {
      JsonNode transaction = block.get("transactions").get(i);
      String hash = transaction.get("hash").asText();
      assertThat(client.result("eth_getTransactionByHash", hash)).isEqualTo(transaction);
      ObjectNode receipt = expected.get("receipts").get(i).deepCopy();
      // That Besu was told to keep reasons (--revert-reason-enabled); by default it does not.
      receipt.remove("revertReason");
      assertThat(client.result("eth_getTransactionReceipt", hash)).isEqualTo(receipt);
      receipt.get("logs").forEach(logs::add);
    }
    checkContent(client, block, expected.get("receipts"));
    JsonNode found = client.result("eth_getLogs", Map.of("fromBlock", number, "toBlock", number));
    assertThat(found).containsExactlyElementsOf(logs);
  }

  private static void checkContent(JsonRpcClient client, JsonNode block, JsonNode receipts) {
    String number = block.get("number").asText();
    String hash = block.get("hash").asText();
    ArrayNode expected = receipts.deepCopy();
    expected.forEach(receipt -> ((ObjectNode) receipt).remove("revertReason"));
    assertThat(client.result("eth_getBlockReceipts", number)).isEqualTo(expected);
    assertThat(client.result("eth_getBlockReceipts", Map.of("blockHash", hash)))
        .isEqualTo(expected);
    int count = block.get("transactions").size();
    assertThat(client.result("eth_getBlockTransactionCountByNumber", number).asText())
        .isEqualTo("0x" + Integer.toHexString(count));
    assertThat(client.result("eth_getBlockTransactionCountByHash", hash).asText())
        .isEqualTo("0x" + Integer.toHexString(count));
    for (int i = 0; i < count; i++) {
      JsonNode transaction = block.get("transactions").get(i);
      assertThat(client.result("eth_getTransactionByBlockNumberAndIndex", number, i))
          .isEqualTo(transaction);
      assertThat(client.result("eth_getTransactionByBlockHashAndIndex", hash, i))
          .isEqualTo(transaction);
      String raw =
          client.result("eth_getRawTransactionByHash", transaction.get("hash").asText()).asText();
      assertThat(Keccak.hash(Bytes.fromHexString(raw)).toHexString())
          .isEqualTo(transaction.get("hash").asText());
    }
    assertThat(client.result("eth_getTransactionByBlockNumberAndIndex", number, count).isNull())
        .isTrue();
  }

  private static void checkTraces(JsonRpcClient client, JsonNode traces) {
    int compared = 0;
    for (Map.Entry<String, JsonNode> recorded : traces.properties()) {
      JsonNode expected = recorded.getValue().get("trace");
      String what = recorded.getValue().get("what").asText();
      JsonNode answer =
          client.answer(
              "debug_traceTransaction", recorded.getKey(), Map.of("disableStorage", true));
      if (expected.has("__error")) {
        assertThat(answer.get("error")).as(what).isEqualTo(expected.get("__error"));
      } else if (isSameTrace(what, answer.get("result"), expected)) {
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(traces.size() / 2);
  }

  /**
   * Besu traces a transaction as if those before it in the block were part of it, so that SSTORE
   * costs less where they wrote to the slot too, against Besu's own receipt. From there on such a
   * trace says nothing, and ours agrees with the receipt instead: false is given then.
   */
  private static boolean isSameTrace(String what, JsonNode trace, JsonNode expected) {
    JsonNode steps = trace.get("structLogs");
    JsonNode expectedSteps = expected.get("structLogs");
    for (int i = 0; i < Math.min(steps.size(), expectedSteps.size()); i++) {
      JsonNode step = steps.get(i);
      if (step.get("op").asText().equals("SSTORE")
          && expectedSteps.get(i).get("gasCost").asLong() < step.get("gasCost").asLong()) {
        return false;
      }
      assertThat(step).as("%s, step %s", what, i).isEqualTo(expectedSteps.get(i));
    }
    assertThat(steps).as(what).hasSameSizeAs(expectedSteps);
    assertThat(trace.get("gas")).as(what).isEqualTo(expected.get("gas"));
    assertThat(trace.get("failed")).as(what).isEqualTo(expected.get("failed"));
    assertThat(trace.get("returnValue")).as(what).isEqualTo(expected.get("returnValue"));
    return true;
  }

  private static void checkState(JsonRpcClient client, JsonNode expected) {
    for (JsonNode account : expected.get("accounts")) {
      String address = account.get("address").asText();
      assertThat(client.result("eth_getBalance", address, "latest"))
          .isEqualTo(account.get("balance"));
      assertThat(client.result("eth_getTransactionCount", address, "latest"))
          .isEqualTo(account.get("nonce"));
      assertThat(client.result("eth_getCode", address, "latest")).isEqualTo(account.get("code"));
      List<String> keys = new ArrayList<>();
      account.at("/proof/storageProof").forEach(slot -> keys.add(slot.get("key").asText()));
      assertThat(client.result("eth_getProof", address, keys, "latest"))
          .isEqualTo(account.get("proof"));
      for (JsonNode slot : account.get("proof").get("storageProof")) {
        JsonNode value = client.result("eth_getStorageAt", address, slot.get("key"), "latest");
        assertThat(new BigInteger(value.asText().substring(2), 16))
            .isEqualTo(new BigInteger(slot.get("value").asText().substring(2), 16));
      }
    }
  }

  @Test
  void auditSeesAlteredHeadersAndSeals() throws Exception {
    JsonNode block = read(folder("chain3-cancun").resolve("blocks.json")).get(7).get("block");
    QbftHeader header = new QbftHeader(block);
    for (String field :
        List.of("stateRoot", "miner", "gasUsed", "baseFeePerGas", "excessBlobGas", "nonce")) {
      ObjectNode altered = block.deepCopy();
      String value = block.get(field).asText();
      char last = value.charAt(value.length() - 1) == '1' ? '2' : '1';
      altered.put(field, value.substring(0, value.length() - 1) + last);
      assertThat(new QbftHeader(altered).hash()).as(field).isNotEqualTo(header.hash());
      assertThat(new QbftHeader(altered).sealers()).doesNotContainAnyElementsOf(header.sealers());
    }
    ObjectNode altered = block.deepCopy();
    String extraData = block.get("extraData").asText();
    String digit = extraData.charAt(extraData.length() - 20) == '0' ? "1" : "0";
    altered.put(
        "extraData",
        extraData.substring(0, extraData.length() - 20)
            + digit
            + extraData.substring(extraData.length() - 19));
    assertThat(new QbftHeader(altered).hash()).isEqualTo(header.hash());
    assertThat(new QbftHeader(altered).sealers()).isNotEqualTo(header.sealers());
  }

  @Test
  void refusesTransactionsWithBesusCodes() throws Exception {
    Path folder = folder("chain3-cancun");
    List<JsonNode> refused = new ArrayList<>();
    for (JsonNode transaction : read(folder.resolve("scenario.json")).get("transactions")) {
      if (transaction.has("error")) {
        refused.add(transaction);
      }
    }
    assertThat(refused).hasSize(8);
    String known =
        refused.stream()
            .filter(transaction -> transaction.get("what").asText().contains("already known"))
            .findFirst()
            .orElseThrow()
            .get("raw")
            .asText();
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Imported imported = new Imported(store, folder);
      imported.until(block -> contains(block, known));
      try (TestNode node = imported.serve()) {
        JsonRpcClient client = new JsonRpcClient(node.url());
        client.result("eth_sendRawTransaction", known);
        for (JsonNode transaction : refused) {
          if (transaction.get("what").asText().contains("after mining")) {
            imported.all();
          }
          JsonNode error =
              client.answer("eth_sendRawTransaction", transaction.get("raw").asText()).get("error");
          // The texts are those of geth, by which clients tell the reasons apart.
          assertThat(error.get("code")).isEqualTo(transaction.get("error").get("code"));
        }
      }
    }
  }

  private static boolean contains(Block block, String raw) {
    return block.body().transactions().stream()
        .anyMatch(transaction -> transaction.encoded().equals(Bytes.fromHexString(raw)));
  }

  private static Path folder(String name) {
    Path folder =
        Path.of(System.getProperty("lyceum.shared", "")).resolve("vectors/besu").resolve(name);
    assumeTrue(Files.isDirectory(folder), "The chains that Besu wrote are not on this machine");
    return folder;
  }

  private static JsonNode read(Path file) throws IOException {
    return JsonRpcClient.json(Files.readString(file));
  }

  /** A chain of Besu's in our store, with a pool that follows it. */
  private static final class Imported {

    private final CodeCache codes = new CodeCache(64);
    private final List<Block> blocks;
    private final Blockchain chain;
    private final BlockImporter importer;
    private final TransactionPool pool;

    Imported(RocksDbStore store, Path folder) throws IOException {
      chain =
          Blockchain.open(
              store, GenesisFile.parse(Files.readString(folder.resolve("genesis.json"))));
      blocks = Block.decodeSequence(Bytes.wrap(Files.readAllBytes(folder.resolve("blocks.rlp"))));
      importer = new BlockImporter(chain, codes);
      pool = new TransactionPool(PoolLimits.DEFAULT, head(), Clock.systemUTC());
      chain.addListener(block -> pool.onNewHead(block, head()));
    }

    private PoolHead head() {
      return PoolHead.of(chain, BlockBuilder.DEFAULT_TARGET_GAS_LIMIT, Set.of());
    }

    void all() throws Exception {
      until(block -> false);
    }

    void until(Predicate<Block> last) throws Exception {
      for (Block block : blocks) {
        if (last.test(block)) {
          return;
        }
        importer.importBlock(block, block.header().timestamp());
      }
    }

    TestNode serve() {
      return new TestNode(chain, pool, importer, codes, ApiLimits.DEFAULT, InstantSource.system());
    }
  }
}
