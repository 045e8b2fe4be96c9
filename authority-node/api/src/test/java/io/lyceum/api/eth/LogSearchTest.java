package io.lyceum.api.eth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.api.parameter.LogQuery;
import io.lyceum.api.result.ExecutedTransaction;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.block.LogsBloom;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.Durability;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On blocks that were never executed, with logs drawn at random. */
class LogSearchTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BLOCKS = 1_200;
  private static final int CONTRACTS = 12;
  private static final int TOPICS = 24;
  private static final int QUERIES = 500;
  private static final LogLimits LIMITS = new LogLimits(BLOCKS + 1, 1_000, 1 << 20);

  @TempDir static Path directory;
  private static RocksDbStore store;
  private static Blockchain chain;
  private static ChainQuery query;
  private static final SplittableRandom RANDOM = new SplittableRandom(20_261_120);

  private final LogSearch search = new LogSearch(query, LIMITS);

  @BeforeAll
  static void fill() {
    store = RocksDbStore.open(directory);
    Bytes extraData =
        new QbftExtraData(Bytes32.ZERO, List.of(), Optional.empty(), 0, List.of()).encoded();
    chain =
        Blockchain.open(
            store,
            GenesisFile.parse(
                """
                {"config": {"chainId": 1, "londonBlock": 0, "qbft": {}}, "gasLimit": 60000000,
                 "extraData": "%s", "alloc": {}}
                """
                    .formatted(extraData.toHexString())));
    query = new ChainQuery(chain);
    Transaction transaction =
        Transaction.sign(
            new TransactionBody.Legacy(
                Optional.empty(),
                0,
                UInt256.ZERO,
                21_000,
                Optional.of(Address.ZERO),
                UInt256.ZERO,
                Bytes.EMPTY),
            KeyPair.of(Keccak.hash(Bytes.of(1))));
    while (chain.head().number() < BLOCKS) {
      append(transaction);
    }
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void anyQueryFindsWhatALookAtEveryLogFinds() {
    int found = 0;
    for (int i = 0; i < QUERIES; i++) {
      ObjectNode filter = filter();
      long from = RANDOM.nextLong(BLOCKS + 1);
      long to = RANDOM.nextLong(from, BLOCKS + 1);
      filter.put("fromBlock", "0x" + Long.toHexString(from));
      filter.put("toBlock", "0x" + Long.toHexString(to));
      LogQuery parsed = LogQuery.parse(filter);
      List<LogResult> expected = linear(parsed, from, to);
      assertThat(search.find(parsed)).as(filter.toString()).isEqualTo(expected);
      found += expected.size();
    }
    assertThat(found).isGreaterThan(QUERIES);
  }

  @Test
  void oneBlockIsSearchedByItsHash() {
    for (int i = 0; i < QUERIES; i++) {
      long number = RANDOM.nextLong(BLOCKS + 1);
      ObjectNode filter = filter();
      filter.put("blockHash", chain.hash(number).orElseThrow().toHexString());
      LogQuery parsed = LogQuery.parse(filter);
      assertThat(search.find(parsed)).isEqualTo(linear(parsed, number, number));
    }
    LogQuery unknown =
        LogQuery.parse(JSON.createObjectNode().put("blockHash", "0x" + "11".repeat(32)));
    assertThatThrownBy(() -> search.find(unknown)).hasMessage("Block not found");
  }

  @Test
  void tooManyLogsAndTooLongARangeAreRefused() {
    LogQuery everything =
        LogQuery.parse(
            JSON.createObjectNode().put("fromBlock", "earliest").put("toBlock", "latest"));

    assertThatThrownBy(
            () -> new LogSearch(query, new LogLimits(BLOCKS + 1, 10, 1 << 20)).find(everything))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("more than 10 logs");
    assertThatThrownBy(
            () -> new LogSearch(query, new LogLimits(BLOCKS, 1_000, 1 << 20)).find(everything))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("exceeds maximum RPC range limit");
  }

  private static List<LogResult> linear(LogQuery query, long from, long to) {
    List<LogResult> found = new ArrayList<>();
    for (long number = from; number <= to; number++) {
      Block block = chain.block(number).orElseThrow();
      List<TransactionReceipt> receipts = chain.receipts(block.hash()).orElseThrow();
      ExecutedTransaction.of(block.header(), block.hash(), block.body().transactions(), receipts)
          .forEach(
              transaction ->
                  transaction.logs().stream()
                      .filter(log -> query.criteria().match(log.address(), log.topics()))
                      .forEach(found::add));
    }
    return found;
  }

  /** Conditions in every form that clients write them. */
  private static ObjectNode filter() {
    ObjectNode filter = JSON.createObjectNode();
    switch (RANDOM.nextInt(4)) {
      case 0 -> filter.put("address", contract().toString());
      case 1 -> filter.putArray("address").add(contract().toString()).add(contract().toString());
      case 2 -> filter.putNull("address");
      default -> {}
    }
    ArrayNode topics = filter.putArray("topics");
    for (int position = RANDOM.nextInt(4); position > 0; position--) {
      switch (RANDOM.nextInt(4)) {
        case 0 -> topics.add(topic().toHexString());
        case 1 -> {
          ArrayNode alternatives = topics.addArray();
          for (int i = RANDOM.nextInt(6); i > 0; i--) {
            alternatives.add(topic().toHexString());
          }
        }
        default -> topics.addNull();
      }
    }
    return filter;
  }

  private static void append(Transaction transaction) {
    BlockHeader head = chain.head();
    List<Log> logs = new ArrayList<>();
    for (int i = RANDOM.nextInt(-6, 3); i > 0; i--) {
      List<Bytes32> topics = new ArrayList<>();
      for (int position = RANDOM.nextInt(5); position > 0; position--) {
        topics.add(topic());
      }
      logs.add(new Log(contract(), topics, Bytes.of(i)));
    }
    boolean empty = logs.isEmpty();
    List<Transaction> transactions = empty ? List.of() : List.of(transaction);
    List<TransactionReceipt> receipts =
        empty ? List.of() : List.of(TransactionReceipt.of(0, true, 21_000, logs));
    BlockHeader header =
        head.toBuilder()
            .parentHash(chain.headHash())
            .number(head.number() + 1)
            .timestamp(head.number() + 1)
            .logsBloom(LogsBloom.ofReceipts(receipts))
            .build();
    chain.append(
        new ImportedBlock(
            new Block(header, BlockBody.of(header, transactions)),
            receipts,
            chain.headState().apply(new StateChanges(new TreeMap<>()))),
        Durability.LATER);
  }

  private static Address contract() {
    return new Address(Keccak.hash(Bytes.ofUnsignedInt(RANDOM.nextInt(CONTRACTS))).slice(12));
  }

  private static Bytes32 topic() {
    return Keccak.hash(Bytes.ofUnsignedInt(CONTRACTS + RANDOM.nextInt(TOPICS)));
  }
}
