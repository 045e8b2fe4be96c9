package io.lyceum.cli.client;

import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.web3j.protocol.core.DefaultBlockParameterName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the balance of an account. */
@Command(
    name = "balance",
    description = "Print the balance of an account in POL.",
    mixinStandardHelpOptions = true)
public final class BalanceCommand implements Callable<Integer> {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private RpcOption rpc;

  @Parameters(
      paramLabel = "ADDRESS",
      converter = AddressConverter.class,
      description = "The account.")
  private Address account;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Pol.format(
            RpcOption.ask(
                    rpc.web3j().ethGetBalance(account.toString(), DefaultBlockParameterName.LATEST))
                .getBalance()));
    return CommandLine.ExitCode.OK;
  }
}
