package io.lyceum.benchmarks;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.block.LogsBloom;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.Durability;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Blocks that were never executed, whose headers have the bloom filters of logs: two of contracts
 * that appear nowhere else in each, and in every so many of them one of the wanted contract.
 */
final class LoggingBlocks {

  /** The contract of few logs. */
  static final Address WANTED = Address.fromHex("0x00000000000000000000000000000000000000aa");

  /** The first topic of all logs. */
  static final Bytes32 TOPIC = Keccak.hash(Bytes.EMPTY);

  private static final int OTHERS = 2;
  private static final String GENESIS =
      """
      {"config": {"chainId": 1337, "londonBlock": 0, "qbft": {}}, "gasLimit": 60000000,
       "extraData": "%s", "alloc": {}}
      """;

  private final int distance;

  /**
   * @param distance in blocks from one wanted log to the next
   */
  LoggingBlocks(int distance) {
    this.distance = distance;
  }

  /** Starts a chain and makes it so long. */
  Blockchain appendTo(RocksDbStore store, int blocks) {
    Bytes extraData =
        new QbftExtraData(Bytes32.ZERO, List.of(), Optional.empty(), 0, List.of()).encoded();
    Blockchain chain =
        Blockchain.open(store, GenesisFile.parse(GENESIS.formatted(extraData.toHexString())));
    StateUpdate unchanged = chain.headState().apply(new StateChanges(new TreeMap<>()));
    while (chain.head().number() < blocks) {
      BlockHeader head = chain.head();
      BlockHeader header =
          head.toBuilder()
              .parentHash(chain.headHash())
              .number(head.number() + 1)
              .timestamp(head.timestamp() + 1)
              .logsBloom(LogsBloom.of(logs(head.number() + 1)))
              .build();
      chain.append(
          new ImportedBlock(
              new Block(header, BlockBody.of(header, List.of())), List.of(), unchanged),
          Durability.LATER);
    }
    return chain;
  }

  private List<Log> logs(long number) {
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      Bytes32 other = Keccak.hash(Bytes.ofUnsignedLong(number * OTHERS + i));
      logs.add(new Log(new Address(other.slice(12)), List.of(TOPIC, other), Bytes.EMPTY));
    }
    if (number % distance == 0) {
      logs.add(new Log(WANTED, List.of(TOPIC), Bytes.EMPTY));
    }
    return logs;
  }
}
