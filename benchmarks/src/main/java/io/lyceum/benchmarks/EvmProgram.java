package io.lyceum.benchmarks;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.TransactionContext;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A contract of a world state whose code is one of the programs beside this class, to be called by
 * the rules of Osaka. The caller has more gas than any transaction could.
 */
final class EvmProgram {

  /** What a call may use. */
  static final long GAS = 1_000_000_000;

  private static final Address CALLER = Address.fromHex("0x" + "5e".repeat(Address.SIZE));
  private static final Address CONTRACT = Address.fromHex("0x" + "ce".repeat(Address.SIZE));
  private static final ForkRules RULES = Forks.rules(Fork.OSAKA);

  private final WorldState world;
  private final CodeCache codes = new CodeCache(1);
  private final BlockContext block = BlockContext.qbft(1, 1, GAS, Address.ZERO);
  private final TransactionContext transaction =
      new TransactionContext(UInt256.ONE, CALLER, UInt256.ZERO, List.of());

  private EvmProgram(Bytes code) {
    JournaledState deployment = new JournaledState(WorldState.empty());
    deployment.setCode(CONTRACT, code);
    deployment.endTransaction();
    MemoryState memory = new MemoryState();
    memory.apply(deployment.changes());
    this.world = memory.current();
  }

  /** Assembles the program with a name and puts it into a state. */
  static EvmProgram named(String name) {
    return new EvmProgram(new Assembler(RULES.instructions()).assemble(source(name)));
  }

  /** Calls it with a number of rounds and further input, on the state as it was deployed. */
  MessageResult run(int rounds, Bytes input) {
    JournaledState state = new JournaledState(world);
    List.of(CALLER, CONTRACT).forEach(state::warm);
    Message message =
        new Message(
            Message.Kind.CALL,
            CALLER,
            CONTRACT,
            CONTRACT,
            UInt256.ZERO,
            Bytes.concatenate(Bytes32.leftPad(Bytes.ofUnsignedInt(rounds)), input),
            GAS,
            false,
            0);
    return new Evm(RULES, block, transaction, state, codes, Tracer.NONE).run(message);
  }

  private static String source(String name) {
    try (InputStream file = EvmProgram.class.getResourceAsStream(name + ".evm")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
