package io.lyceum.ledger.storage;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.block.LogsBloom;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Blocks that were never executed but hang together: each counts one account up. */
final class FabricatedChain {

  static final Address COUNTER = Address.fromHex("0x00000000000000000000000000000000000000cc");

  private static final KeyPair SENDER = KeyPair.of(Keccak.hash(Bytes32.ZERO));
  private static final Bytes EXTRA_DATA =
      new QbftExtraData(Bytes32.ZERO, List.of(), Optional.empty(), 0, List.of()).encoded();

  private FabricatedChain() {}

  static Genesis genesis(long chainId) {
    return GenesisFile.parse(
        """
        {"config": {"chainId": %d, "londonBlock": 0, "qbft": {}}, "gasLimit": %d,
         "extraData": "%s", "alloc": {"0x01": {"balance": "1"}}}
        """
            .replace("0x01", "0x" + "01".repeat(20))
            .formatted(chainId, 60_000_000 + chainId, EXTRA_DATA.toHexString()));
  }

  /** The block after the head: nonce and slot 0 of the counter are its number, as is its topic. */
  static ImportedBlock next(Blockchain chain) {
    long number = chain.head().number() + 1;
    return next(chain, List.of(new Log(COUNTER, List.of(topic(number)), Bytes.EMPTY)));
  }

  /** The same, with other logs. */
  static ImportedBlock next(Blockchain chain, List<Log> logs) {
    long number = chain.head().number() + 1;
    StateUpdate state = chain.headState().apply(countTo(number));
    var body =
        new TransactionBody.Legacy(
            Optional.empty(),
            number,
            UInt256.ZERO,
            21_000,
            Optional.of(COUNTER),
            UInt256.ZERO,
            Bytes.EMPTY);
    List<Transaction> transactions = List.of(Transaction.sign(body, SENDER));
    var receipts = List.of(TransactionReceipt.of(0, true, 21_000, logs));
    BlockHeader header =
        chain.head().toBuilder()
            .parentHash(chain.headHash())
            .number(number)
            .timestamp(number)
            .stateRoot(state.root())
            .transactionsRoot(OrderedTrieRoots.ofTransactions(transactions))
            .receiptsRoot(OrderedTrieRoots.ofReceipts(receipts))
            .logsBloom(LogsBloom.ofReceipts(receipts))
            .build();
    return new ImportedBlock(
        new Block(header, BlockBody.of(header, transactions)), receipts, state);
  }

  /** The topic of a block's log. */
  static Bytes32 topic(long number) {
    return UInt256.valueOf(number);
  }

  private static StateChanges countTo(long number) {
    var account = new AccountState(number, UInt256.ZERO, Keccak.EMPTY);
    var slots =
        new TreeMap<>(
            Map.of(UInt256.ZERO, UInt256.valueOf(number), UInt256.valueOf(number), UInt256.ONE));
    return new StateChanges(
        new TreeMap<>(
            Map.of(
                COUNTER,
                new StateChanges.AccountChange(
                    Optional.of(account), false, slots, Optional.empty()))));
  }
}
