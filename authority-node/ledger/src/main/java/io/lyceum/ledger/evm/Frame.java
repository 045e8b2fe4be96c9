package io.lyceum.ledger.evm;

import org.apache.tuweni.bytes.Bytes;

/** One call or creation as it runs: code position, gas, operands and memory. */
public final class Frame {

  /** Whether a frame runs, waits for a callee, or ended. */
  enum Status {
    RUNNING,
    WAITING,
    RETURNED,
    REVERTED,
    HALTED
  }

  private static final byte[] NOTHING = new byte[0];

  private final Message message;
  private final Code code;
  private final byte[] input;
  private final int snapshot;
  private final OperandStack stack = new OperandStack();
  private final Memory memory = new Memory();

  int pc;
  long gas;
  Status status = Status.RUNNING;
  Bytes output = Bytes.EMPTY;
  HaltReason halt;

  private byte[] returnData = NOTHING;
  private Message callee;
  private int calleeOutputOffset;
  private int calleeOutputLength;

  Frame(Message message, Code code, int snapshot) {
    this.message = message;
    this.code = code;
    this.input = message.kind().isCreation() ? NOTHING : message.input().toArrayUnsafe();
    this.snapshot = snapshot;
    this.gas = message.gas();
  }

  /** The call that this frame carries out. */
  public Message message() {
    return message;
  }

  /** The code that runs. */
  public Code code() {
    return code;
  }

  /** The call data; empty in a creation. Not to be written to. */
  public byte[] input() {
    return input;
  }

  /** The operands. */
  public OperandStack stack() {
    return stack;
  }

  /** The memory. */
  public Memory memory() {
    return memory;
  }

  /** The position in the code: within an operation, behind its opcode. */
  public int pc() {
    return pc;
  }

  /** Unused gas. */
  public long gas() {
    return gas;
  }

  /** What the last callee returned. Not to be written to. */
  public byte[] returnData() {
    return returnData;
  }

  /** Forgets what the last callee returned. */
  public void clearReturnData() {
    returnData = NOTHING;
  }

  /**
   * Takes gas.
   *
   * @throws ExceptionalHalt if there is less
   */
  public void charge(long amount) {
    if (amount > gas) {
      throw ExceptionalHalt.of(HaltReason.OUT_OF_GAS);
    }
    gas -= amount;
  }

  /** Gives unused gas back. */
  public void refund(long amount) {
    gas += amount;
  }

  /**
   * Charges for the words of a range of memory that were not in use, and zeroes them.
   *
   * @throws ExceptionalHalt if the gas does not suffice
   */
  public void expandMemory(long offset, long length) {
    if (length == 0) {
      return;
    }
    if (offset > Memory.LIMIT || length > Memory.LIMIT || offset + length > Memory.LIMIT) {
      throw ExceptionalHalt.of(HaltReason.OUT_OF_GAS);
    }
    long needed = (offset + length + 31) & ~31L;
    if (needed > memory.size()) {
      charge(Memory.cost(needed) - Memory.cost(memory.size()));
      memory.growTo((int) needed);
    }
  }

  /**
   * Takes gas for each begun word of a length.
   *
   * @throws ExceptionalHalt if there is less
   */
  public void chargeWords(long length, int gasPerWord) {
    if (length > Memory.LIMIT) {
      throw ExceptionalHalt.of(HaltReason.OUT_OF_GAS);
    }
    charge(gasPerWord * ((length + 31) >> 5));
  }

  /**
   * Refuses to write in a static call.
   *
   * @throws ExceptionalHalt in a static call
   */
  public void requireWritable() {
    if (message.isStatic()) {
      throw ExceptionalHalt.of(HaltReason.ILLEGAL_STATE_CHANGE);
    }
  }

  /** Ends successfully. */
  public void finish(Bytes result) {
    output = result;
    status = Status.RETURNED;
  }

  /** Ends undoing everything but the gas used. */
  public void revert(Bytes result) {
    output = result;
    status = Status.REVERTED;
  }

  void haltWith(HaltReason reason) {
    halt = reason;
    gas = 0;
    status = Status.HALTED;
  }

  /** Waits for a call or creation, whose output goes to a range of memory that is in use. */
  public void await(Message call, int outputOffset, int outputLength) {
    callee = call;
    calleeOutputOffset = outputOffset;
    calleeOutputLength = outputLength;
    status = Status.WAITING;
  }

  int snapshot() {
    return snapshot;
  }

  Message callee() {
    return callee;
  }

  /** Takes up a callee's result and goes on. */
  void resume(MessageResult result) {
    gas += result.gasLeft();
    boolean creation = callee.kind().isCreation();
    returnData = creation && result.isSuccess() ? NOTHING : result.output().toArrayUnsafe();
    if (!result.isSuccess()) {
      stack.pushLong(0);
    } else if (creation) {
      stack.push(callee.recipient().bytes());
    } else {
      stack.pushLong(1);
    }
    int copied = Math.min(calleeOutputLength, returnData.length);
    if (copied > 0) {
      memory.write(returnData, 0, calleeOutputOffset, copied);
    }
    callee = null;
    status = Status.RUNNING;
  }
}
