package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Reading of other accounts, and SELFDESTRUCT. Prices by EIP-2929. */
public final class Accounts {

  /** Gas for an account that the transaction did not touch before. */
  static final int COLD_ACCOUNT_GAS = 2600;

  /** Gas for an account or a slot that it did. */
  static final int WARM_GAS = 100;

  /** Gas for an account that comes into being. */
  static final int NEW_ACCOUNT_GAS = 25_000;

  private Accounts() {}

  /** Warms an account and charges for the access. */
  static void chargeAccess(Frame frame, Evm evm, Address address) {
    frame.charge(evm.warm(address) ? WARM_GAS : COLD_ACCOUNT_GAS);
  }

  /** BALANCE. */
  public static void balance(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    Address address = stack.address(0);
    chargeAccess(frame, evm, address);
    stack.set(0, evm.state().balance(address));
  }

  /** EXTCODESIZE. */
  public static void extcodesize(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    Address address = stack.address(0);
    chargeAccess(frame, evm, address);
    stack.set(0, evm.state().code(address).size());
  }

  /** EXTCODECOPY. */
  public static void extcodecopy(Frame frame, Evm evm) {
    Address address = frame.stack().address(0);
    chargeAccess(frame, evm, address);
    byte[] code = evm.state().code(address).toArrayUnsafe();
    Data.copy(frame, 1, code, code.length);
  }

  /** EXTCODEHASH (EIP-1052): zero of a dead account. */
  public static void extcodehash(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    Address address = stack.address(0);
    chargeAccess(frame, evm, address);
    JournaledState state = evm.state();
    stack.set(0, state.isDead(address) ? Bytes32.ZERO : state.codeHash(address));
  }

  /** SELFDESTRUCT up to Shanghai: the account goes at the end of the transaction. */
  public static void selfdestruct(Frame frame, Evm evm) {
    Address self = frame.message().recipient();
    bequeath(frame, evm);
    evm.state().subtractBalance(self, evm.state().balance(self));
    evm.state().selfDestruct(self);
  }

  /** SELFDESTRUCT from Cancun on (EIP-6780): only an account that is as young goes. */
  public static void selfdestructIfCreated(Frame frame, Evm evm) {
    if (evm.state().isCreatedInTransaction(frame.message().recipient())) {
      selfdestruct(frame, evm);
    } else {
      bequeath(frame, evm);
    }
  }

  private static void bequeath(Frame frame, Evm evm) {
    frame.requireWritable();
    OperandStack stack = frame.stack();
    JournaledState state = evm.state();
    Address heir = stack.address(0);
    Address self = frame.message().recipient();
    stack.drop(1);
    if (!evm.warm(heir)) {
      frame.charge(COLD_ACCOUNT_GAS);
    }
    UInt256 balance = state.balance(self);
    if (!balance.isZero() && state.isDead(heir)) {
      frame.charge(NEW_ACCOUNT_GAS);
    }
    evm.bequeath(self, heir, balance);
    frame.finish(org.apache.tuweni.bytes.Bytes.EMPTY);
  }
}
