package io.lyceum.ledger.evm;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.precompile.Precompile;
import io.lyceum.ledger.evm.word.Division;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The machine for one transaction. Calls do not nest on Java's stack: frames are kept in a stack of
 * our own, so that 1024 calls deep need no deep thread.
 *
 * <p>For one thread.
 */
public final class Evm {

  /** How deep calls may nest. */
  public static final int MAX_DEPTH = 1024;

  private static final int CODE_DEPOSIT_GAS = 200;

  private final ForkRules rules;
  private final BlockContext block;
  private final TransactionContext transaction;
  private final JournaledState state;
  private final CodeCache codes;
  private final Tracer tracer;
  private final boolean traced;
  private final Interpreter interpreter;
  private final Division division = new Division();
  private final byte[] hash = new byte[Keccak.SIZE];
  private final Deque<Frame> frames = new ArrayDeque<>();
  private UInt256 blobBaseFee;

  /** Makes a machine that runs code to its end. */
  public Evm(
      ForkRules rules,
      BlockContext block,
      TransactionContext transaction,
      JournaledState state,
      CodeCache codes,
      Tracer tracer) {
    this(rules, block, transaction, state, codes, tracer, Interruption.NEVER);
  }

  /** Makes a machine that code may be stopped on. */
  public Evm(
      ForkRules rules,
      BlockContext block,
      TransactionContext transaction,
      JournaledState state,
      CodeCache codes,
      Tracer tracer,
      Interruption interruption) {
    this.rules = rules;
    this.block = block;
    this.transaction = transaction;
    this.state = state;
    this.codes = codes;
    this.tracer = tracer;
    this.traced = tracer != Tracer.NONE;
    this.interpreter = new Interpreter(rules.instructions(), this, interruption);
  }

  /** The rules of the block's fork. */
  public ForkRules rules() {
    return rules;
  }

  /** The block. */
  public BlockContext block() {
    return block;
  }

  /** The transaction. */
  public TransactionContext transaction() {
    return transaction;
  }

  /** The state that code works on. */
  public JournaledState state() {
    return state;
  }

  /** Division of words, with the room that it needs. */
  public Division division() {
    return division;
  }

  /** The hash of a range of an array, in an array that the next hash overwrites. */
  public byte[] keccak(byte[] input, int offset, int length) {
    Keccak.hash(input, offset, length, hash, 0);
    return hash;
  }

  /** The price of blob gas in this block, in wei; computed once. Only for forks with blobs. */
  public UInt256 blobBaseFee() {
    if (blobBaseFee == null) {
      blobBaseFee = rules.blobs().orElseThrow().baseFee(block.excessBlobGas());
    }
    return blobBaseFee;
  }

  /** Warms an address and says whether it was warm before, as precompiles always are. */
  public boolean warm(Address address) {
    return rules.precompiles().contains(address) || state.warm(address);
  }

  /** Whose code an account runs instead of its own (EIP-7702), if it does. */
  public Optional<Address> delegateOf(Address address) {
    return rules.delegatesCode() ? codeOf(address).delegate() : Optional.empty();
  }

  /** Emits an event. */
  public void emit(Log log) {
    state.addLog(log);
    if (traced) {
      tracer.log(log);
    }
  }

  /** Moves the balance of an account that destroys itself to its heir. */
  public void bequeath(Address self, Address heir, UInt256 balance) {
    state.subtractBalance(self, balance);
    state.addBalance(heir, balance);
    if (traced) {
      tracer.bequeath(self, heir, balance);
    }
  }

  /** Says that a call or creation was asked for that is not begun. */
  public void refuse(Message message) {
    if (traced) {
      tracer.refuse(message);
    }
  }

  /** Runs a transaction's call or creation to its end. */
  public MessageResult run(Message message) {
    MessageResult result = begin(message);
    while (!frames.isEmpty()) {
      Frame frame = frames.peek();
      if (result != null) {
        frame.resume(result);
        result = null;
      }
      interpret(frame);
      if (frame.status == Frame.Status.WAITING) {
        result = begin(frame.callee());
      } else {
        frames.pop();
        result = end(frame);
      }
    }
    return result;
  }

  /** Pushes a frame and gives null, or gives the result where no code needs to run. */
  private MessageResult begin(Message message) {
    if (traced) {
      tracer.enter(message);
    }
    int snapshot = state.snapshot();
    Optional<HaltReason> refusal = prepare(message);
    if (refusal.isPresent()) {
      state.rollback(snapshot);
      return done(message, MessageResult.halted(0, refusal.get()));
    }
    if (message.kind().isCreation()) {
      return enter(message, new Code(message.input()), snapshot);
    }
    Optional<Precompile> precompile = rules.precompiles().at(message.codeAddress());
    if (precompile.isPresent()) {
      MessageResult result = run(precompile.get(), message);
      if (!result.isSuccess()) {
        state.rollback(snapshot);
      }
      return done(message, result);
    }
    return enter(message, executedBy(message.codeAddress()), snapshot);
  }

  private MessageResult enter(Message message, Code code, int snapshot) {
    if (code.size() == 0) {
      return done(message, MessageResult.returned(message.gas(), Bytes.EMPTY));
    }
    frames.push(new Frame(message, code, snapshot));
    return null;
  }

  private Code codeOf(Address address) {
    Bytes32 hash = state.codeHash(address);
    return hash.equals(Keccak.EMPTY) ? Code.EMPTY : codes.get(hash, () -> state.code(address));
  }

  /** The code that runs when an account is called: its own, or its delegate's, but no further. */
  private Code executedBy(Address address) {
    Code code = codeOf(address);
    if (!rules.delegatesCode() || code.delegate().isEmpty()) {
      return code;
    }
    Address delegate = code.delegate().get();
    return rules.precompiles().contains(delegate) ? Code.EMPTY : codeOf(delegate);
  }

  private Optional<HaltReason> prepare(Message message) {
    switch (message.kind()) {
      case CREATE, CREATE2 -> {
        Address created = message.recipient();
        // EIP-684 and EIP-7610
        if (state.nonce(created) != 0
            || !state.codeHash(created).equals(Keccak.EMPTY)
            || state.hasStorage(created)) {
          return Optional.of(HaltReason.ADDRESS_COLLISION);
        }
        state.markCreated(created);
        state.setNonce(created, 1);
        transfer(message);
      }
      case CALL -> transfer(message);
      case STATICCALL -> state.touch(message.recipient());
      case CALLCODE, DELEGATECALL -> {}
    }
    return Optional.empty();
  }

  private void transfer(Message message) {
    UInt256 value = message.value();
    if (!value.isZero()) {
      state.subtractBalance(message.caller(), value);
    }
    state.addBalance(message.recipient(), value);
  }

  private static MessageResult run(Precompile precompile, Message message) {
    long cost = precompile.gas(message.input());
    if (cost > message.gas()) {
      return MessageResult.halted(0, HaltReason.OUT_OF_GAS);
    }
    return precompile
        .run(message.input())
        .map(output -> MessageResult.returned(message.gas() - cost, output))
        .orElse(MessageResult.halted(0, HaltReason.PRECOMPILE_FAILED));
  }

  private MessageResult end(Frame frame) {
    if (frame.status == Frame.Status.RETURNED && frame.message().kind().isCreation()) {
      deposit(frame);
    }
    MessageResult result =
        switch (frame.status) {
          case RETURNED -> MessageResult.returned(frame.gas, frame.output);
          case REVERTED -> MessageResult.reverted(frame.gas, frame.output);
          default -> MessageResult.halted(0, frame.halt);
        };
    if (!result.isSuccess()) {
      state.rollback(frame.snapshot());
    }
    return done(frame.message(), result);
  }

  private void deposit(Frame frame) {
    Bytes code = frame.output;
    if (code.size() > rules.codeSizeLimit()) {
      frame.haltWith(HaltReason.CODE_TOO_LARGE);
    } else if (!code.isEmpty() && code.get(0) == (byte) 0xef) {
      frame.haltWith(HaltReason.INVALID_CODE);
    } else if (frame.gas < (long) CODE_DEPOSIT_GAS * code.size()) {
      frame.haltWith(HaltReason.OUT_OF_GAS);
    } else {
      frame.charge((long) CODE_DEPOSIT_GAS * code.size());
      state.setCode(frame.message().recipient(), code);
    }
  }

  private MessageResult done(Message message, MessageResult result) {
    if (traced) {
      tracer.exit(message, result);
    }
    return result;
  }

  private void interpret(Frame frame) {
    try {
      if (traced) {
        while (frame.status == Frame.Status.RUNNING) {
          stepTraced(frame);
        }
      } else {
        interpreter.run(frame);
      }
    } catch (ExceptionalHalt halt) {
      frame.haltWith(halt.reason());
    }
  }

  private void stepTraced(Frame frame) {
    int opcode = frame.code().padded()[frame.pc] & 0xff;
    tracer.before(frame, opcode);
    long gasBefore = frame.gas;
    try {
      interpreter.step(frame);
    } catch (ExceptionalHalt halt) {
      tracer.after(frame, opcode, gasBefore - frame.gas, Optional.of(halt.reason()));
      throw halt;
    }
    tracer.after(frame, opcode, gasBefore - frame.gas, Optional.empty());
  }
}
