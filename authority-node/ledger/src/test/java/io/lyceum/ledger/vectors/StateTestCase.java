package io.lyceum.ledger.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.execution.BlockRoom;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.execution.TransactionProcessor;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;
import org.apache.tuweni.units.bigints.UInt256;

/** One official state test: a state, a transaction, and what must come of it under a fork. */
record StateTestCase(JsonNode test, JsonNode expected) {

  private static final Bytes32 NO_LOGS = Keccak.hash(Bytes.of(0xc0));

  /** Runs it and says what differs from the expectation; empty if nothing does. */
  Optional<String> run(ForkRules rules) {
    MemoryState memory = new MemoryState();
    memory.apply(preState());
    JournaledState state = new JournaledState(memory.current());
    TransactionOutcome outcome = null;
    Bytes32 logs = NO_LOGS;
    try {
      Transaction transaction = Transaction.decodeUnbounded(bytes(expected.get("txbytes")));
      Optional<Address> sender = transaction.sender();
      if (sender.isPresent()) {
        outcome = process(rules, state, transaction, sender.get());
      }
    } catch (InvalidRlpException unreadable) {
      outcome = null;
    }
    boolean refused = !(outcome instanceof TransactionOutcome.Executed);
    if (outcome instanceof TransactionOutcome.Executed executed) {
      logs = logsHash(executed.logs());
    }
    if (refused != expected.has("expectException")) {
      return Optional.of("refused: " + outcome + ", expected " + expected.get("expectException"));
    }
    memory.apply(state.changes());
    if (!memory.root().equals(bytes(expected.get("hash")))) {
      return Optional.of("state root: " + outcome);
    }
    return logs.equals(bytes(expected.get("logs"))) ? Optional.empty() : Optional.of("logs");
  }

  private TransactionOutcome process(
      ForkRules rules, JournaledState state, Transaction transaction, Address sender) {
    UInt256 chainId = uint256(test.path("config").path("chainid"));
    BlockContext block = block();
    long blobGas = rules.blobs().map(schedule -> schedule.maxGas()).orElse(0L);
    return new TransactionProcessor(chainId, rules, new CodeCache(16))
        .process(
            state,
            block,
            new BlockRoom(block.gasLimit(), blobGas),
            sender,
            transaction.body(),
            Tracer.NONE);
  }

  private BlockContext block() {
    JsonNode env = test.get("env");
    return new BlockContext(
        number(env.get("currentNumber")),
        number(env.get("currentTimestamp")),
        number(env.get("currentGasLimit")),
        new Address(bytes(env.get("currentCoinbase"))),
        uint256(env.path("currentDifficulty")),
        Bytes32.leftPad(bytes(env.path("currentRandom"))),
        uint256(env.path("currentBaseFee")),
        number(env.path("currentExcessBlobGas")),
        block -> Keccak.hash(Bytes.wrap(Long.toString(block).getBytes(StandardCharsets.UTF_8))));
  }

  private StateChanges preState() {
    SortedMap<Address, StateChanges.AccountChange> accounts = new TreeMap<>();
    test.get("pre")
        .properties()
        .forEach(entry -> accounts.put(Address.fromHex(entry.getKey()), account(entry.getValue())));
    return new StateChanges(accounts);
  }

  private static StateChanges.AccountChange account(JsonNode json) {
    Bytes code = bytes(json.get("code"));
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    json.get("storage")
        .properties()
        .forEach(
            slot -> storage.put(UInt256.fromHexString(slot.getKey()), uint256(slot.getValue())));
    AccountState state =
        new AccountState(
            new BigInteger(json.get("nonce").asText().substring(2), 16).longValue(),
            uint256(json.get("balance")),
            Keccak.hash(code));
    return new StateChanges.AccountChange(Optional.of(state), false, storage, Optional.of(code));
  }

  private static Bytes32 logsHash(List<Log> logs) {
    return Keccak.hash(
        RLP.encodeList(
            writer ->
                logs.forEach(
                    log ->
                        writer.writeList(
                            list -> {
                              list.writeValue(log.address().bytes());
                              list.writeList(log.topics(), RLPWriter::writeValue);
                              list.writeValue(log.data());
                            }))));
  }

  private static Bytes bytes(JsonNode json) {
    return Bytes.fromHexStringLenient(json.asText());
  }

  private static UInt256 uint256(JsonNode json) {
    return json.isMissingNode() ? UInt256.ZERO : UInt256.fromHexString(json.asText());
  }

  private static long number(JsonNode json) {
    return json.isMissingNode() ? 0 : new BigInteger(json.asText().substring(2), 16).longValue();
  }
}
