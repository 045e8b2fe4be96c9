package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.evm.Delegation;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.units.bigints.UInt256;

/** Which accounts and slots instructions and calls read or write. */
abstract class Touches {

  private static final int SLOAD = 0x54;
  private static final int SSTORE = 0x55;

  /** An account is about to be read or written. */
  abstract void account(Address address);

  /** A slot is about to be read or written. */
  abstract void slot(Address contract, UInt256 slot);

  /** Reports what an instruction is about to touch, if its operands are there. */
  final void by(Frame frame, int opcode) {
    OperandStack stack = frame.stack();
    switch (opcode) {
      case SLOAD, SSTORE -> {
        if (stack.size() >= 1) {
          slot(frame.message().recipient(), stack.uint256(0));
        }
      }
      // BALANCE, EXTCODESIZE, EXTCODECOPY, EXTCODEHASH, SELFDESTRUCT
      case 0x31, 0x3b, 0x3c, 0x3f, 0xff -> account(stack, 0);
      // CALL, CALLCODE, DELEGATECALL, STATICCALL
      case 0xf1, 0xf2, 0xf4, 0xfa -> account(stack, 1);
      default -> {}
    }
  }

  private void account(OperandStack stack, int operand) {
    if (stack.size() > operand) {
      account(stack.address(operand));
    }
  }

  /** Reports what beginning a call touches: whom it creates, or whose code stands for the code. */
  final void by(Message message, JournaledState state) {
    if (message.kind().isCreation()) {
      account(message.recipient());
    } else {
      Delegation.targetOf(state.code(message.codeAddress())).ifPresent(this::account);
    }
  }
}
