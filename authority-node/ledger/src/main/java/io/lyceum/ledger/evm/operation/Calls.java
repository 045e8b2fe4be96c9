package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** CALL, CALLCODE, DELEGATECALL and STATICCALL. Prices by EIP-150, EIP-2929 and EIP-7702. */
public final class Calls {

  private static final int VALUE_GAS = 9000;
  private static final int STIPEND = 2300;

  private Calls() {}

  /** CALL. */
  public static void call(Frame frame, Evm evm) {
    Address callee = frame.stack().address(1);
    UInt256 value = frame.stack().uint256(2);
    if (!value.isZero()) {
      frame.requireWritable();
    }
    Address self = frame.message().recipient();
    begin(frame, evm, Message.Kind.CALL, self, callee, value, true);
  }

  /** CALLCODE. */
  public static void callcode(Frame frame, Evm evm) {
    Address self = frame.message().recipient();
    begin(frame, evm, Message.Kind.CALLCODE, self, self, frame.stack().uint256(2), true);
  }

  /** DELEGATECALL (EIP-7). */
  public static void delegatecall(Frame frame, Evm evm) {
    Message current = frame.message();
    begin(
        frame,
        evm,
        Message.Kind.DELEGATECALL,
        current.caller(),
        current.recipient(),
        current.value(),
        false);
  }

  /** STATICCALL (EIP-214). */
  public static void staticcall(Frame frame, Evm evm) {
    Address callee = frame.stack().address(1);
    Address self = frame.message().recipient();
    begin(frame, evm, Message.Kind.STATICCALL, self, callee, UInt256.ZERO, false);
  }

  private static void begin(
      Frame frame,
      Evm evm,
      Message.Kind kind,
      Address caller,
      Address recipient,
      UInt256 value,
      boolean hasValueOperand) {
    OperandStack stack = frame.stack();
    int ranges = hasValueOperand ? 3 : 2;
    long requestedGas = stack.asLong(0);
    Address code = stack.address(1);
    long inputOffset = stack.asLong(ranges);
    long inputLength = stack.asLong(ranges + 1);
    long outputOffset = stack.asLong(ranges + 2);
    long outputLength = stack.asLong(ranges + 3);
    stack.drop(ranges + 4);

    frame.expandMemory(inputOffset, inputLength);
    frame.expandMemory(outputOffset, outputLength);
    Accounts.chargeAccess(frame, evm, code);
    evm.delegateOf(code).ifPresent(delegate -> Accounts.chargeAccess(frame, evm, delegate));
    boolean paysValue = hasValueOperand && !value.isZero();
    if (paysValue) {
      frame.charge(VALUE_GAS);
      if (kind == Message.Kind.CALL && evm.state().isDead(recipient)) {
        frame.charge(Accounts.NEW_ACCOUNT_GAS);
      }
    }
    long gas = Math.min(requestedGas, allButOne64th(frame.gas()));
    frame.charge(gas);
    if (paysValue) {
      gas += STIPEND;
    }

    Message current = frame.message();
    Bytes input =
        inputLength == 0
            ? Bytes.EMPTY
            : Bytes.wrap(frame.memory().read((int) inputOffset, (int) inputLength));
    Message message =
        new Message(
            kind,
            caller,
            recipient,
            code,
            value,
            input,
            gas,
            current.isStatic() || kind == Message.Kind.STATICCALL,
            current.depth() + 1);
    boolean affordable =
        !paysValue || evm.state().balance(current.recipient()).compareTo(value) >= 0;
    if (current.depth() >= Evm.MAX_DEPTH || !affordable) {
      fail(frame, evm, message, gas);
      return;
    }
    frame.await(message, outputLength == 0 ? 0 : (int) outputOffset, (int) outputLength);
  }

  /** The callee was never begun: its gas comes back, and 0 is the answer. */
  static void fail(Frame frame, Evm evm, Message message, long unusedGas) {
    evm.refuse(message);
    frame.refund(unusedGas);
    frame.clearReturnData();
    frame.stack().pushLong(0);
  }

  /** What of some gas may be handed on (EIP-150). */
  static long allButOne64th(long gas) {
    return gas - gas / 64;
  }
}
