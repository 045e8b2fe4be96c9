package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ExceptionalHalt;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StorageSlot;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Storage, persistent and transient. Prices of EIP-2200 as EIP-2929 changed them, refunds of
 * EIP-3529.
 */
public final class Storage {

  private static final int COLD_SLOT_GAS = 2100;
  private static final int SENTRY_GAS = 2300;
  private static final int SET_GAS = 20_000;
  private static final int RESET_GAS = 5000 - COLD_SLOT_GAS;
  private static final int CLEAR_REFUND = 4800;

  private Storage() {}

  /** SLOAD. */
  public static void sload(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    StorageSlot slot = evm.state().slot(frame.message().recipient(), stack.uint256(0));
    frame.charge(evm.state().warm(slot) ? Accounts.WARM_GAS : COLD_SLOT_GAS);
    stack.set(0, slot.current());
  }

  /** SSTORE. */
  public static void sstore(Frame frame, Evm evm) {
    frame.requireWritable();
    if (frame.gas() <= SENTRY_GAS) {
      throw ExceptionalHalt.of(HaltReason.OUT_OF_GAS);
    }
    OperandStack stack = frame.stack();
    JournaledState state = evm.state();
    StorageSlot slot = state.slot(frame.message().recipient(), stack.uint256(0));
    UInt256 value = stack.uint256(1);
    stack.drop(2);
    if (!state.warm(slot)) {
      frame.charge(COLD_SLOT_GAS);
    }
    UInt256 current = slot.current();
    UInt256 original = state.original(slot);
    if (value.equals(current)) {
      frame.charge(Accounts.WARM_GAS);
      return;
    }
    if (current.equals(original)) {
      frame.charge(original.isZero() ? SET_GAS : RESET_GAS);
    } else {
      frame.charge(Accounts.WARM_GAS);
    }
    long refund = refund(original, current, value);
    if (refund != 0) {
      state.addRefund(refund);
    }
    state.set(slot, value);
  }

  private static long refund(UInt256 original, UInt256 current, UInt256 value) {
    if (current.equals(original)) {
      return !original.isZero() && value.isZero() ? CLEAR_REFUND : 0;
    }
    long refund = 0;
    if (!original.isZero()) {
      if (current.isZero()) {
        refund -= CLEAR_REFUND;
      } else if (value.isZero()) {
        refund += CLEAR_REFUND;
      }
    }
    if (value.equals(original)) {
      refund += (original.isZero() ? SET_GAS : RESET_GAS) - Accounts.WARM_GAS;
    }
    return refund;
  }

  /** TLOAD (EIP-1153). */
  public static void tload(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    stack.set(0, evm.state().transientStorage(frame.message().recipient(), stack.uint256(0)));
  }

  /** TSTORE (EIP-1153). */
  public static void tstore(Frame frame, Evm evm) {
    frame.requireWritable();
    OperandStack stack = frame.stack();
    evm.state()
        .setTransientStorage(frame.message().recipient(), stack.uint256(0), stack.uint256(1));
    stack.drop(2);
  }
}
