package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.InstructionSet;
import io.lyceum.ledger.evm.operation.Accounts;
import io.lyceum.ledger.evm.operation.Arithmetic;
import io.lyceum.ledger.evm.operation.Calls;
import io.lyceum.ledger.evm.operation.Comparison;
import io.lyceum.ledger.evm.operation.Creations;
import io.lyceum.ledger.evm.operation.Data;
import io.lyceum.ledger.evm.operation.Environment;
import io.lyceum.ledger.evm.operation.Flow;
import io.lyceum.ledger.evm.operation.Logs;
import io.lyceum.ledger.evm.operation.Storage;
import io.lyceum.ledger.evm.precompile.Precompiles;

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
    set.add(0x00, "STOP", 0, 0, 0, Flow::stop)
        .add(0x01, "ADD", 3, 2, 1, Arithmetic::add)
        .add(0x02, "MUL", 5, 2, 1, Arithmetic::mul)
        .add(0x03, "SUB", 3, 2, 1, Arithmetic::sub)
        .add(0x04, "DIV", 5, 2, 1, Arithmetic::div)
        .add(0x05, "SDIV", 5, 2, 1, Arithmetic::sdiv)
        .add(0x06, "MOD", 5, 2, 1, Arithmetic::mod)
        .add(0x07, "SMOD", 5, 2, 1, Arithmetic::smod)
        .add(0x08, "ADDMOD", 8, 3, 1, Arithmetic::addmod)
        .add(0x09, "MULMOD", 8, 3, 1, Arithmetic::mulmod)
        .add(0x0a, "EXP", 10, 2, 1, Arithmetic::exp)
        .add(0x0b, "SIGNEXTEND", 5, 2, 1, Arithmetic::signextend)
        .add(0x10, "LT", 3, 2, 1, Comparison::lt)
        .add(0x11, "GT", 3, 2, 1, Comparison::gt)
        .add(0x12, "SLT", 3, 2, 1, Comparison::slt)
        .add(0x13, "SGT", 3, 2, 1, Comparison::sgt)
        .add(0x14, "EQ", 3, 2, 1, Comparison::eq)
        .add(0x15, "ISZERO", 3, 1, 1, Comparison::iszero)
        .add(0x16, "AND", 3, 2, 1, Comparison::and)
        .add(0x17, "OR", 3, 2, 1, Comparison::or)
        .add(0x18, "XOR", 3, 2, 1, Comparison::xor)
        .add(0x19, "NOT", 3, 1, 1, Comparison::not)
        .add(0x1a, "BYTE", 3, 2, 1, Comparison::byteAt)
        .add(0x1b, "SHL", 3, 2, 1, Comparison::shl)
        .add(0x1c, "SHR", 3, 2, 1, Comparison::shr)
        .add(0x1d, "SAR", 3, 2, 1, Comparison::sar)
        .add(0x20, "KECCAK256", 30, 2, 1, Data::keccak256);
  }

  private static void addEnvironment(InstructionSet.Builder set) {
    set.add(0x30, "ADDRESS", 2, 0, 1, Environment::address)
        .add(0x31, "BALANCE", 0, 1, 1, Accounts::balance)
        .add(0x32, "ORIGIN", 2, 0, 1, Environment::origin)
        .add(0x33, "CALLER", 2, 0, 1, Environment::caller)
        .add(0x34, "CALLVALUE", 2, 0, 1, Environment::callvalue)
        .add(0x35, "CALLDATALOAD", 3, 1, 1, Data::calldataload)
        .add(0x36, "CALLDATASIZE", 2, 0, 1, Data::calldatasize)
        .add(0x37, "CALLDATACOPY", 3, 3, 0, Data::calldatacopy)
        .add(0x38, "CODESIZE", 2, 0, 1, Data::codesize)
        .add(0x39, "CODECOPY", 3, 3, 0, Data::codecopy)
        .add(0x3a, "GASPRICE", 2, 0, 1, Environment::gasprice)
        .add(0x3b, "EXTCODESIZE", 0, 1, 1, Accounts::extcodesize)
        .add(0x3c, "EXTCODECOPY", 0, 4, 0, Accounts::extcodecopy)
        .add(0x3d, "RETURNDATASIZE", 2, 0, 1, Data::returndatasize)
        .add(0x3e, "RETURNDATACOPY", 3, 3, 0, Data::returndatacopy)
        .add(0x3f, "EXTCODEHASH", 0, 1, 1, Accounts::extcodehash)
        .add(0x40, "BLOCKHASH", 20, 1, 1, Environment::blockhash)
        .add(0x41, "COINBASE", 2, 0, 1, Environment::coinbase)
        .add(0x42, "TIMESTAMP", 2, 0, 1, Environment::timestamp)
        .add(0x43, "NUMBER", 2, 0, 1, Environment::number)
        .add(0x44, "DIFFICULTY", 2, 0, 1, Environment::difficulty)
        .add(0x45, "GASLIMIT", 2, 0, 1, Environment::gaslimit)
        .add(0x46, "CHAINID", 2, 0, 1, Environment::chainid)
        .add(0x47, "SELFBALANCE", 5, 0, 1, Environment::selfbalance)
        .add(0x48, "BASEFEE", 2, 0, 1, Environment::basefee);
  }

  private static void addMemoryAndFlow(InstructionSet.Builder set) {
    set.add(0x50, "POP", 2, 1, 0, Flow::pop)
        .add(0x51, "MLOAD", 3, 1, 1, Data::mload)
        .add(0x52, "MSTORE", 3, 2, 0, Data::mstore)
        .add(0x53, "MSTORE8", 3, 2, 0, Data::mstore8)
        .add(0x54, "SLOAD", 0, 1, 1, Storage::sload)
        .add(0x55, "SSTORE", 0, 2, 0, Storage::sstore)
        .add(0x56, "JUMP", 8, 1, 0, Flow::jump)
        .add(0x57, "JUMPI", 10, 2, 0, Flow::jumpi)
        .add(0x58, "PC", 2, 0, 1, Flow::pc)
        .add(0x59, "MSIZE", 2, 0, 1, Data::msize)
        .add(0x5a, "GAS", 2, 0, 1, Flow::gas)
        .add(0x5b, "JUMPDEST", 1, 0, 0, Flow::jumpdest);
  }

  private static void addRepeated(InstructionSet.Builder set) {
    for (int i = 1; i <= 32; i++) {
      int n = i;
      set.add(0x5f + n, "PUSH" + n, 3, 0, 1, (frame, evm) -> Flow.push(frame, n));
    }
    for (int i = 1; i <= 16; i++) {
      int n = i;
      set.add(0x7f + n, "DUP" + n, 3, n, n + 1, (frame, evm) -> frame.stack().duplicate(n - 1));
      set.add(0x8f + n, "SWAP" + n, 3, n + 1, n + 1, (frame, evm) -> frame.stack().swap(n));
    }
    for (int i = 0; i <= 4; i++) {
      int n = i;
      int gas = 375 * (n + 1);
      set.add(0xa0 + n, "LOG" + n, gas, n + 2, 0, (frame, evm) -> Logs.log(frame, evm, n));
    }
  }

  private static void addSystem(InstructionSet.Builder set) {
    set.add(0xf0, "CREATE", 32_000, 3, 1, Creations::create)
        .add(0xf1, "CALL", 0, 7, 1, Calls::call)
        .add(0xf2, "CALLCODE", 0, 7, 1, Calls::callcode)
        .add(0xf3, "RETURN", 0, 2, 0, Flow::returnData)
        .add(0xf4, "DELEGATECALL", 0, 6, 1, Calls::delegatecall)
        .add(0xf5, "CREATE2", 32_000, 4, 1, Creations::create2)
        .add(0xfa, "STATICCALL", 0, 6, 1, Calls::staticcall)
        .add(0xfd, "REVERT", 0, 2, 0, Flow::revert)
        .add(0xfe, "INVALID", 0, 0, 0, Flow::invalid)
        .add(0xff, "SELFDESTRUCT", 5000, 1, 0, Accounts::selfdestruct);
  }
}
