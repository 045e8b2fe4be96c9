package io.lyceum.cli.evm;

import io.lyceum.cli.InputException;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.TransactionContext;
import io.lyceum.ledger.evm.trace.Eip3155Tracer;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs code on an empty state. */
@Command(
    name = "run",
    description = {
      "Run code on an empty state.",
      "Prints what it returns. The exit code is 1 if it reverts or halts."
    },
    mixinStandardHelpOptions = true)
public final class RunCodeCommand implements Callable<Integer> {

  private static final Address SENDER = Address.fromHex("0x" + "5e".repeat(Address.SIZE));
  private static final Address RECEIVER = Address.fromHex("0x" + "ce".repeat(Address.SIZE));
  private static final UInt256 CHAIN_ID = UInt256.ONE;
  private static final int CODES = 16;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--code",
      paramLabel = "HEX",
      required = true,
      converter = HexConverter.class,
      description = "The code.")
  private Bytes code;

  @Option(
      names = "--input",
      paramLabel = "HEX",
      converter = HexConverter.class,
      description = "The call data. Default: none.")
  private Bytes input = Bytes.EMPTY;

  @Option(
      names = "--gas",
      paramLabel = "GAS",
      description = "What it may use. Default: ${DEFAULT-VALUE}.")
  private long gas = 30_000_000;

  @Option(
      names = "--fork",
      paramLabel = "FORK",
      converter = ForkConverter.class,
      defaultValue = "Osaka",
      description = "Whose rules apply. Default: ${DEFAULT-VALUE}.")
  private ForkRules fork;

  @Option(
      names = "--trace",
      description = "Print each instruction and a summary as lines of JSON (EIP-3155).")
  private boolean trace;

  @Override
  public Integer call() {
    if (gas < 0) {
      throw new InputException("--gas must not be negative");
    }
    PrintWriter out = spec.commandLine().getOut();
    JournaledState state = new JournaledState(WorldState.empty());
    state.setCode(RECEIVER, code);
    state.endTransaction();
    List.of(SENDER, RECEIVER).forEach(state::warm);
    if (trace) {
      Eip3155Tracer tracer = new Eip3155Tracer(out::println, fork.instructions(), state::refund);
      MessageResult result = run(state, tracer);
      state.endTransaction();
      Bytes32 root = WorldState.empty().apply(state.changes()).root();
      tracer.finish(fork.name(), result, gas - result.gasLeft(), root);
      return exitCode(result);
    }
    MessageResult result = run(state, Tracer.NONE);
    out.println(result.output().toHexString());
    if (!result.isSuccess()) {
      spec.commandLine()
          .getErr()
          .println(result.halt().map(reason -> "Halted: " + reason + ".").orElse("Reverted."));
    }
    return exitCode(result);
  }

  private MessageResult run(JournaledState state, Tracer tracer) {
    Message message =
        new Message(
            Message.Kind.CALL, SENDER, RECEIVER, RECEIVER, UInt256.ZERO, input, gas, false, 0);
    TransactionContext transaction =
        new TransactionContext(CHAIN_ID, SENDER, UInt256.ZERO, List.of());
    BlockContext block = BlockContext.qbft(1, 1, gas, Address.ZERO);
    return new Evm(fork, block, transaction, state, new CodeCache(CODES), tracer).run(message);
  }

  private static int exitCode(MessageResult result) {
    return result.isSuccess() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
