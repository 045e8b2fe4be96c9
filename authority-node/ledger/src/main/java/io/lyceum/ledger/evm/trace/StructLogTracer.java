package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.Instruction;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Hands out the steps of one transaction, with the costs and at the places that Besu shows. A step
 * is handed out when no later event can change it: the last step that is no RETURN and those after
 * it wait, since a failing creation or call shows there.
 */
public final class StructLogTracer implements Tracer {

  private static final int SLOAD = 0x54;
  private static final int SSTORE = 0x55;
  private static final String RETURN = "RETURN";
  private static final long STIPEND = 2300;

  private final ForkRules rules;
  private final StructLogOptions options;
  private final Consumer<StructLog> steps;
  private final Deque<StructLog> waiting = new ArrayDeque<>();
  private final Map<Address, SortedMap<UInt256, UInt256>> storage = new HashMap<>();
  private JournaledState state;
  private long refundBefore;
  private long begun;

  private StructLog running;
  private UInt256 slot;
  private UInt256 written;

  /**
   * @param rules of the fork
   * @param options what is shown of a step
   * @param steps takes them, in their order
   */
  public StructLogTracer(ForkRules rules, StructLogOptions options, Consumer<StructLog> steps) {
    this.rules = rules;
    this.options = options;
    this.steps = steps;
  }

  @Override
  public void begin(
      JournaledState transactionState, BlockContext block, Address sender, TransactionBody body) {
    state = transactionState;
  }

  @Override
  public void end() {
    handOut();
  }

  private void handOut() {
    waiting.forEach(steps);
    waiting.clear();
  }

  @Override
  public void before(Frame frame, int opcode) {
    running = null;
    if (options.limit() > 0 && begun >= options.limit()) {
      return;
    }
    begun++;
    Instruction instruction = rules.instructions().get(opcode);
    running =
        new StructLog(
            frame.pc(),
            instruction == null ? "INVALID" : instruction.name(),
            frame.gas(),
            0,
            frame.message().depth() + 1,
            0,
            options.stack() ? Optional.of(words(frame.stack())) : Optional.empty(),
            memory(frame),
            options.returnData() && frame.returnData().length > 0
                ? Optional.of(Bytes.of(frame.returnData()))
                : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    if (opcode == SLOAD && frame.stack().size() >= 1) {
      slot = frame.stack().uint256(0);
    } else if (opcode == SSTORE && frame.stack().size() >= 2) {
      slot = frame.stack().uint256(0);
      written = frame.stack().uint256(1);
    }
  }

  private static List<UInt256> words(OperandStack stack) {
    List<UInt256> words = new ArrayList<>(stack.size());
    for (int i = stack.size() - 1; i >= 0; i--) {
      words.add(stack.uint256(i));
    }
    return words;
  }

  private Optional<Bytes> memory(Frame frame) {
    int size = frame.memory().size();
    return options.memory() && size > 0
        ? Optional.of(Bytes.wrap(frame.memory().read(0, size)))
        : Optional.empty();
  }

  @Override
  public void after(Frame frame, int opcode, long cost, Optional<HaltReason> halt) {
    if (running == null) {
      return;
    }
    // To Besu a write in a static call costs all the gas that is left.
    boolean forbidden = halt.equals(Optional.of(HaltReason.ILLEGAL_STATE_CHANGE));
    StructLog step =
        new StructLog(
            running.pc(),
            running.op(),
            running.gas(),
            forbidden ? running.gas() : cost,
            running.depth(),
            state.refund() - refundBefore,
            running.stack(),
            running.memory(),
            running.returnData(),
            halt.isEmpty() ? storage(frame, opcode) : Optional.empty(),
            Optional.empty(),
            Optional.empty());
    if (!step.op().equals(RETURN)) {
      handOut();
    }
    waiting.add(step);
  }

  private Optional<SortedMap<UInt256, UInt256>> storage(Frame frame, int opcode) {
    if (!options.storage() || opcode != SLOAD && opcode != SSTORE) {
      return Optional.empty();
    }
    SortedMap<UInt256, UInt256> slots =
        storage.computeIfAbsent(frame.message().recipient(), contract -> new TreeMap<>());
    slots.put(slot, opcode == SLOAD ? frame.stack().uint256(0) : written);
    return Optional.of(Collections.unmodifiableSortedMap(new TreeMap<>(slots)));
  }

  /** Besu counts the stipend among the costs of a call, but not what a creation gets. */
  @Override
  public void enter(Message message) {
    if (message.depth() == 0) {
      // Besu shows what code is refunded, not what the transaction's authorizations are.
      refundBefore = state.refund();
    }
    if (message.depth() == 0 || running == null || waiting.isEmpty()) {
      return;
    }
    StructLog caller = waiting.removeLast();
    waiting.add(
        switch (message.kind()) {
          case CREATE, CREATE2 -> caller.costing(caller.gasCost() - message.gas());
          case CALL, CALLCODE ->
              message.value().isZero() ? caller : caller.costing(caller.gasCost() + STIPEND);
          case DELEGATECALL, STATICCALL -> caller;
        });
  }

  @Override
  public void exit(Message message, MessageResult result) {
    if (begun == 0 && isPrecompile(message)) {
      begun++;
      waiting.add(StructLog.at(0, "", result.gasLeft(), 1));
    }
    if (!result.isSuccess() && running != null && !waiting.isEmpty()) {
      fail(result);
    }
  }

  private boolean isPrecompile(Message message) {
    return !message.kind().isCreation() && rules.precompiles().contains(message.codeAddress());
  }

  /** Code that cannot be deposited shows at the step before the RETURN of it. */
  private void fail(MessageResult result) {
    Optional<Bytes> reason =
        result.isRevert() ? Optional.of(result.output()) : Optional.<Bytes>empty();
    Optional<String> error = result.halt().map(StructLogTracer::besuName);
    if (result.halt().isPresent() && waiting.getLast().op().equals(RETURN)) {
      waiting.addFirst(waiting.removeFirst().failing(reason, error));
    } else {
      waiting.addLast(waiting.removeLast().failing(reason, error));
    }
  }

  private static String besuName(HaltReason halt) {
    return switch (halt) {
      case OUT_OF_GAS -> "INSUFFICIENT_GAS";
      case ADDRESS_COLLISION -> "ILLEGAL_STATE_CHANGE";
      case STACK_UNDERFLOW -> "INSUFFICIENT_STACK_ITEMS";
      case STACK_OVERFLOW -> "TOO_MANY_STACK_ITEMS";
      case RETURN_DATA_OUT_OF_BOUNDS -> "INVALID_RETURN_DATA_BUFFER_ACCESS";
      case INIT_CODE_TOO_LARGE -> "CODE_TOO_LARGE";
      case PRECOMPILE_FAILED -> "PRECOMPILE_ERROR";
      default -> halt.name();
    };
  }
}
