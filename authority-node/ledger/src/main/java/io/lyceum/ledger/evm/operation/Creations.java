package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.ContractAddress;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ExceptionalHalt;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** CREATE and CREATE2. */
public final class Creations {

  private static final int HASH_WORD_GAS = 6;

  private Creations() {}

  /** CREATE. */
  public static void create(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    UInt256 value = stack.uint256(0);
    Bytes initCode = initCode(frame, evm, 0);
    stack.drop(3);
    Address self = frame.message().recipient();
    Address created = ContractAddress.ofNonce(self, evm.state().nonce(self));
    begin(frame, evm, Message.Kind.CREATE, created, value, initCode);
  }

  /** CREATE2 (EIP-1014). */
  public static void create2(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    UInt256 value = stack.uint256(0);
    Bytes initCode = initCode(frame, evm, HASH_WORD_GAS);
    Bytes32 salt = stack.bytes32(3);
    stack.drop(4);
    Address self = frame.message().recipient();
    Address created = ContractAddress.ofSalt(self, salt, initCode);
    begin(frame, evm, Message.Kind.CREATE2, created, value, initCode);
  }

  private static Bytes initCode(Frame frame, Evm evm, int hashGasPerWord) {
    frame.requireWritable();
    long offset = frame.stack().asLong(1);
    long length = frame.stack().asLong(2);
    if (evm.rules().exceedsInitCodeLimit(length)) {
      throw ExceptionalHalt.of(HaltReason.INIT_CODE_TOO_LARGE);
    }
    frame.chargeWords(length, hashGasPerWord);
    frame.charge(evm.rules().initCodeGas(length));
    frame.expandMemory(offset, length);
    return length == 0 ? Bytes.EMPTY : Bytes.wrap(frame.memory().read((int) offset, (int) length));
  }

  private static void begin(
      Frame frame, Evm evm, Message.Kind kind, Address created, UInt256 value, Bytes initCode) {
    JournaledState state = evm.state();
    Message current = frame.message();
    Address self = current.recipient();
    frame.clearReturnData();
    long nonce = state.nonce(self);
    long gas = Calls.allButOne64th(frame.gas());
    frame.charge(gas);
    Message message =
        new Message(kind, self, created, created, value, initCode, gas, false, current.depth() + 1);
    if (current.depth() >= Evm.MAX_DEPTH
        || state.balance(self).compareTo(value) < 0
        || nonce == -1L) {
      Calls.fail(frame, evm, message, gas);
      return;
    }
    state.setNonce(self, nonce + 1);
    state.warm(created);
    frame.await(message, 0, 0);
  }
}
