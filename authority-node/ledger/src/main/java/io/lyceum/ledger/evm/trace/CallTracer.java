package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** Builds the tree of the calls that a transaction makes: geth's {@code callTracer}. */
public final class CallTracer implements Tracer {

  /** About what a call takes beside its data. */
  private static final int FRAME_BYTES = 256;

  private final boolean onlyTopCall;
  private final boolean withLogs;
  private final TraceBudget budget;
  private final Deque<Open> open = new ArrayDeque<>();
  private long gasLimit;
  private int logCount;
  private CallFrame root;

  /** A call that has not ended. */
  private static final class Open {
    private final Message message;
    private final List<CallFrame> calls = new ArrayList<>();
    private final List<CallFrame.PlacedLog> logs = new ArrayList<>();

    Open(Message message) {
      this.message = message;
    }
  }

  /**
   * @param onlyTopCall whether the calls that code makes are left out
   * @param withLogs whether events are shown
   * @param budget for all that is kept
   */
  public CallTracer(boolean onlyTopCall, boolean withLogs, TraceBudget budget) {
    this.onlyTopCall = onlyTopCall;
    this.withLogs = withLogs;
    this.budget = budget;
  }

  /**
   * The transaction's own call with all that it made.
   *
   * @param gasUsed what the transaction used after refunds, intrinsic gas included
   * @throws IllegalStateException if no transaction has ended
   */
  public CallFrame root(long gasUsed) {
    if (root == null) {
      throw new IllegalStateException("No transaction has ended");
    }
    return new CallFrame(
        root.type(),
        root.from(),
        root.to(),
        root.value(),
        gasLimit,
        gasUsed,
        root.input(),
        root.output(),
        root.error(),
        root.revertReason(),
        root.calls(),
        root.logs());
  }

  @Override
  public void begin(
      JournaledState state, BlockContext block, Address sender, TransactionBody body) {
    gasLimit = body.gasLimit();
  }

  @Override
  public void enter(Message message) {
    open.push(new Open(message));
    if (isShown()) {
      budget.spend(FRAME_BYTES + message.input().size());
    }
  }

  /** Whether the innermost call is. */
  private boolean isShown() {
    return !onlyTopCall || open.size() == 1;
  }

  @Override
  public void exit(Message message, MessageResult result) {
    boolean shown = isShown();
    Open ended = open.pop();
    if (!shown) {
      return;
    }
    budget.spend(result.output().size());
    CallFrame made = frame(ended, result);
    CallFrame frame = withLogs && !result.isSuccess() ? withoutLogs(made) : made;
    if (open.isEmpty()) {
      root = frame;
    } else {
      open.peek().calls.add(frame);
    }
  }

  private static CallFrame frame(Open ended, MessageResult result) {
    Message message = ended.message;
    boolean neverCreated = message.kind().isCreation() && !result.isSuccess();
    return new CallFrame(
        message.kind().name(),
        message.kind() == Message.Kind.DELEGATECALL ? message.recipient() : message.caller(),
        neverCreated ? Optional.empty() : Optional.of(message.codeAddress()),
        message.kind() == Message.Kind.STATICCALL ? Optional.empty() : Optional.of(message.value()),
        message.gas(),
        message.gas() - result.gasLeft(),
        message.input(),
        result.output(),
        error(result),
        result.isRevert() ? RevertReason.of(result.output()) : Optional.empty(),
        ended.calls,
        ended.logs);
  }

  /** What a call that failed emitted was never emitted, nor was what it called. */
  private static CallFrame withoutLogs(CallFrame frame) {
    List<CallFrame> calls = new ArrayList<>();
    for (CallFrame call : frame.calls()) {
      calls.add(withoutLogs(call));
    }
    return new CallFrame(
        frame.type(),
        frame.from(),
        frame.to(),
        frame.value(),
        frame.gas(),
        frame.gasUsed(),
        frame.input(),
        frame.output(),
        frame.error(),
        frame.revertReason(),
        calls,
        List.of());
  }

  @Override
  public void refuse(Message message) {
    if (onlyTopCall) {
      return;
    }
    budget.spend(FRAME_BYTES + message.input().size());
    String error =
        message.depth() > Evm.MAX_DEPTH
            ? "max call depth exceeded"
            : "insufficient balance for transfer";
    CallFrame made = frame(new Open(message), failed(message));
    open.peek()
        .calls
        .add(
            new CallFrame(
                made.type(),
                made.from(),
                made.to(),
                made.value(),
                made.gas(),
                0,
                made.input(),
                Bytes.EMPTY,
                Optional.of(error),
                Optional.empty(),
                List.of(),
                List.of()));
  }

  private static MessageResult failed(Message message) {
    return new MessageResult(false, message.gas(), Bytes.EMPTY, Optional.empty());
  }

  @Override
  public void log(Log log) {
    if (withLogs && isShown()) {
      budget.spend(FRAME_BYTES + log.data().size());
      Open innermost = open.peek();
      innermost.logs.add(new CallFrame.PlacedLog(log, logCount++, innermost.calls.size()));
    }
  }

  @Override
  public void bequeath(Address self, Address heir, UInt256 balance) {
    if (!onlyTopCall) {
      budget.spend(FRAME_BYTES);
      open.peek()
          .calls
          .add(
              new CallFrame(
                  "SELFDESTRUCT",
                  self,
                  Optional.of(heir),
                  Optional.of(balance),
                  0,
                  0,
                  Bytes.EMPTY,
                  Bytes.EMPTY,
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of()));
    }
  }

  private static Optional<String> error(MessageResult result) {
    if (result.isRevert()) {
      return Optional.of("execution reverted");
    }
    return result
        .halt()
        .map(
            halt ->
                switch (halt) {
                  case OUT_OF_GAS -> "out of gas";
                  case INVALID_OPERATION -> "invalid opcode";
                  case STACK_UNDERFLOW -> "stack underflow";
                  case STACK_OVERFLOW -> "stack limit reached";
                  case INVALID_JUMP_DESTINATION -> "invalid jump destination";
                  case ILLEGAL_STATE_CHANGE -> "write protection";
                  case RETURN_DATA_OUT_OF_BOUNDS -> "return data out of bounds";
                  case CODE_TOO_LARGE -> "max code size exceeded";
                  case INIT_CODE_TOO_LARGE -> "max initcode size exceeded";
                  case INVALID_CODE -> "invalid code: must not begin with 0xef";
                  case ADDRESS_COLLISION -> "contract address collision";
                  case PRECOMPILE_FAILED -> "precompile failed";
                });
  }
}
