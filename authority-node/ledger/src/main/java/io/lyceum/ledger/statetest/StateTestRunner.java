package io.lyceum.ledger.statetest;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlobSchedule;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.execution.BlockRoom;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.execution.TransactionProcessor;
import io.lyceum.ledger.genesis.BlobLimits;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLPWriter;

/** Runs state tests. A test that expects a refusal passes only if the transaction is refused. */
public final class StateTestRunner {

  private static final int CODES_PER_TEST = 16;

  private StateTestRunner() {}

  /** Runs a test. */
  public static StateTestResult run(StateTestCase test) {
    Optional<ForkRules> rules = Forks.named(test.fork());
    if (rules.isEmpty()) {
      return new StateTestResult.Skipped(test);
    }
    try {
      return run(test, within(test.blobs(), rules.get()));
    } catch (RuntimeException | OutOfMemoryError defect) {
      // One defect of the machine must not hide what becomes of the other tests.
      return new StateTestResult.Failed(test, Bytes32.ZERO, "broke off: " + defect);
    }
  }

  private static ForkRules within(Optional<BlobLimits> limits, ForkRules rules) {
    return limits
        .flatMap(
            own -> rules.blobs().map(schedule -> rules.with().blobs(schedule.within(own)).build()))
        .orElse(rules);
  }

  private static StateTestResult run(StateTestCase test, ForkRules rules) {
    MemoryState memory = new MemoryState();
    memory.apply(test.before());
    JournaledState state = new JournaledState(memory.current());
    TransactionOutcome outcome = process(test, rules, state);
    memory.apply(state.changes());

    return finding(test.expected(), outcome, memory.root())
        .<StateTestResult>map(text -> new StateTestResult.Failed(test, memory.root(), text))
        .orElseGet(() -> new StateTestResult.Passed(test));
  }

  private static TransactionOutcome process(
      StateTestCase test, ForkRules rules, JournaledState state) {
    return switch (test.sent()) {
      case StateTestCase.Sent.Impossible _ ->
          new TransactionOutcome.Refused(Refusal.UNSUPPORTED_TYPE);
      case StateTestCase.Sent.Described(Address sender, TransactionBody body) ->
          process(test, rules, state, sender, body);
      case StateTestCase.Sent.Encoded(Bytes encoded) -> {
        Transaction transaction;
        try {
          transaction = Transaction.decodeUnbounded(encoded);
        } catch (InvalidRlpException unreadable) {
          yield new TransactionOutcome.Refused(Refusal.UNSUPPORTED_TYPE);
        }
        Optional<Address> sender = transaction.sender();
        yield sender.isPresent()
            ? process(test, rules, state, sender.get(), transaction.body())
            : new TransactionOutcome.Refused(Refusal.INVALID_SIGNATURE);
      }
    };
  }

  private static TransactionOutcome process(
      StateTestCase test,
      ForkRules rules,
      JournaledState state,
      Address sender,
      TransactionBody body) {
    long blobGas = rules.blobs().map(BlobSchedule::maxGas).orElse(0L);
    return new TransactionProcessor(test.chainId(), rules, new CodeCache(CODES_PER_TEST))
        .process(
            state,
            test.block(),
            new BlockRoom(test.block().gasLimit(), blobGas),
            sender,
            body,
            Tracer.NONE);
  }

  private static Optional<String> finding(
      StateTestCase.Expectation expected, TransactionOutcome outcome, Bytes32 root) {
    switch (outcome) {
      case TransactionOutcome.Refused(Refusal reason) when expected.refusal().isEmpty() -> {
        return Optional.of("refused: " + reason.sentence());
      }
      case TransactionOutcome.Executed _ when expected.refusal().isPresent() -> {
        return Optional.of("not refused, where " + expected.refusal().get() + " is expected");
      }
      case TransactionOutcome.Executed executed
          when !logsHash(executed.logs()).equals(expected.logsHash()) -> {
        return Optional.of("other logs");
      }
      default -> {
        return root.equals(expected.root()) ? Optional.empty() : Optional.of("another state root");
      }
    }
  }

  private static Bytes32 logsHash(List<Log> logs) {
    return Keccak.hash(
        Rlp.encodeList(
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
}
