package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.InstructionSet;
import io.lyceum.ledger.evm.operation.Accounts;
import io.lyceum.ledger.evm.operation.Calls;
import io.lyceum.ledger.evm.operation.Creations;
import io.lyceum.ledger.evm.operation.Data;
import io.lyceum.ledger.evm.operation.Divisions;
import io.lyceum.ledger.evm.operation.Environment;
import io.lyceum.ledger.evm.operation.Flow;
import io.lyceum.ledger.evm.operation.Logs;
import io.lyceum.ledger.evm.operation.Storage;
import io.lyceum.ledger.evm.precompile.Precompiles;
import io.lyceum.ledger.evm.word.Arithmetic;
import io.lyceum.ledger.evm.word.Bits;
import io.lyceum.ledger.evm.word.Comparison;

/** London, the first fork that we know: it states everything. */
final class London {

  static final ForkRules RULES =
      ForkRules.of("London", instructions(), Precompiles.istanbul())
          .transactionTypes(0, 1, 2)
          .build();

  private London() {}

  private static InstructionSet instructions() {
    InstructionSet.Builder set = InstructionSet.NONE.with();
    addComputation(set);
    addEnvironment(set);
    addMemoryAndFlow(set);
    addRepeated(set);
    addSystem(set);
    return set.build();
  }

  private static void addComputation(InstructionSet.Builder set) {
    set.operate(0x00, "STOP", 0, 0, 0, Flow::stop)
        .compute(0x01, "ADD", 3, 2, 1, Arithmetic::add)
        .compute(0x02, "MUL", 5, 2, 1, Arithmetic::multiply)
        .compute(0x03, "SUB", 3, 2, 1, Arithmetic::subtract)
        .operate(0x04, "DIV", 5, 2, 1, Divisions::div)
        .operate(0x05, "SDIV", 5, 2, 1, Divisions::sdiv)
        .operate(0x06, "MOD", 5, 2, 1, Divisions::mod)
        .operate(0x07, "SMOD", 5, 2, 1, Divisions::smod)
        .operate(0x08, "ADDMOD", 8, 3, 1, Divisions::addmod)
        .operate(0x09, "MULMOD", 8, 3, 1, Divisions::mulmod)
        .operate(0x0a, "EXP", 10, 2, 1, Divisions::exp)
        .compute(0x0b, "SIGNEXTEND", 5, 2, 1, Bits::extendSign)
        .compute(0x10, "LT", 3, 2, 1, Comparison::less)
        .compute(0x11, "GT", 3, 2, 1, Comparison::greater)
        .compute(0x12, "SLT", 3, 2, 1, Comparison::lessSigned)
        .compute(0x13, "SGT", 3, 2, 1, Comparison::greaterSigned)
        .compute(0x14, "EQ", 3, 2, 1, Comparison::equal)
        .compute(0x15, "ISZERO", 3, 1, 1, Comparison::zero)
        .compute(0x16, "AND", 3, 2, 1, Bits::and)
        .compute(0x17, "OR", 3, 2, 1, Bits::or)
        .compute(0x18, "XOR", 3, 2, 1, Bits::xor)
        .compute(0x19, "NOT", 3, 1, 1, Bits::not)
        .compute(0x1a, "BYTE", 3, 2, 1, Bits::byteAt)
        .compute(0x1b, "SHL", 3, 2, 1, Bits::shiftLeft)
        .compute(0x1c, "SHR", 3, 2, 1, Bits::shiftRight)
        .compute(0x1d, "SAR", 3, 2, 1, Bits::shiftRightSigned)
        .operate(0x20, "KECCAK256", 30, 2, 1, Data::keccak256);
  }

  private static void addEnvironment(InstructionSet.Builder set) {
    set.operate(0x30, "ADDRESS", 2, 0, 1, Environment::address)
        .operate(0x31, "BALANCE", 0, 1, 1, Accounts::balance)
        .operate(0x32, "ORIGIN", 2, 0, 1, Environment::origin)
        .operate(0x33, "CALLER", 2, 0, 1, Environment::caller)
        .operate(0x34, "CALLVALUE", 2, 0, 1, Environment::callvalue)
        .operate(0x35, "CALLDATALOAD", 3, 1, 1, Data::calldataload)
        .operate(0x36, "CALLDATASIZE", 2, 0, 1, Data::calldatasize)
        .operate(0x37, "CALLDATACOPY", 3, 3, 0, Data::calldatacopy)
        .operate(0x38, "CODESIZE", 2, 0, 1, Data::codesize)
        .operate(0x39, "CODECOPY", 3, 3, 0, Data::codecopy)
        .operate(0x3a, "GASPRICE", 2, 0, 1, Environment::gasprice)
        .operate(0x3b, "EXTCODESIZE", 0, 1, 1, Accounts::extcodesize)
        .operate(0x3c, "EXTCODECOPY", 0, 4, 0, Accounts::extcodecopy)
        .operate(0x3d, "RETURNDATASIZE", 2, 0, 1, Data::returndatasize)
        .operate(0x3e, "RETURNDATACOPY", 3, 3, 0, Data::returndatacopy)
        .operate(0x3f, "EXTCODEHASH", 0, 1, 1, Accounts::extcodehash)
        .operate(0x40, "BLOCKHASH", 20, 1, 1, Environment::blockhash)
        .operate(0x41, "COINBASE", 2, 0, 1, Environment::coinbase)
        .operate(0x42, "TIMESTAMP", 2, 0, 1, Environment::timestamp)
        .operate(0x43, "NUMBER", 2, 0, 1, Environment::number)
        .operate(0x44, "DIFFICULTY", 2, 0, 1, Environment::difficulty)
        .operate(0x45, "GASLIMIT", 2, 0, 1, Environment::gaslimit)
        .operate(0x46, "CHAINID", 2, 0, 1, Environment::chainid)
        .operate(0x47, "SELFBALANCE", 5, 0, 1, Environment::selfbalance)
        .operate(0x48, "BASEFEE", 2, 0, 1, Environment::basefee);
  }

  private static void addMemoryAndFlow(InstructionSet.Builder set) {
    set.move(0x50, "POP", 2, 1, 0)
        .operate(0x51, "MLOAD", 3, 1, 1, Data::mload)
        .operate(0x52, "MSTORE", 3, 2, 0, Data::mstore)
        .operate(0x53, "MSTORE8", 3, 2, 0, Data::mstore8)
        .operate(0x54, "SLOAD", 0, 1, 1, Storage::sload)
        .operate(0x55, "SSTORE", 0, 2, 0, Storage::sstore)
        .move(0x56, "JUMP", 8, 1, 0)
        .move(0x57, "JUMPI", 10, 2, 0)
        .move(0x58, "PC", 2, 0, 1)
        .operate(0x59, "MSIZE", 2, 0, 1, Data::msize)
        .move(0x5a, "GAS", 2, 0, 1)
        .move(0x5b, "JUMPDEST", 1, 0, 0);
  }

  private static void addRepeated(InstructionSet.Builder set) {
    for (int i = 1; i <= 32; i++) {
      int n = i;
      set.move(0x5f + n, "PUSH" + n, 3, 0, 1);
    }
    for (int i = 1; i <= 16; i++) {
      int n = i;
      set.move(0x7f + n, "DUP" + n, 3, n, n + 1);
      set.move(0x8f + n, "SWAP" + n, 3, n + 1, n + 1);
    }
    for (int i = 0; i <= 4; i++) {
      int n = i;
      int gas = 375 * (n + 1);
      set.operate(0xa0 + n, "LOG" + n, gas, n + 2, 0, (frame, evm) -> Logs.log(frame, evm, n));
    }
  }

  private static void addSystem(InstructionSet.Builder set) {
    set.operate(0xf0, "CREATE", 32_000, 3, 1, Creations::create)
        .operate(0xf1, "CALL", 0, 7, 1, Calls::call)
        .operate(0xf2, "CALLCODE", 0, 7, 1, Calls::callcode)
        .operate(0xf3, "RETURN", 0, 2, 0, Flow::returnData)
        .operate(0xf4, "DELEGATECALL", 0, 6, 1, Calls::delegatecall)
        .operate(0xf5, "CREATE2", 32_000, 4, 1, Creations::create2)
        .operate(0xfa, "STATICCALL", 0, 6, 1, Calls::staticcall)
        .operate(0xfd, "REVERT", 0, 2, 0, Flow::revert)
        .operate(0xfe, "INVALID", 0, 0, 0, Flow::invalid)
        .operate(0xff, "SELFDESTRUCT", 5000, 1, 0, Accounts::selfdestruct);
  }
}
