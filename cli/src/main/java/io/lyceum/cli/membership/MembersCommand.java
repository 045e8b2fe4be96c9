package io.lyceum.cli.membership;

import io.lyceum.cli.client.AddressConverter;
import io.lyceum.cli.client.Pol;
import io.lyceum.cli.client.PolConverter;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.ledger.types.Address;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What authorities and learners have in common: they are listed, voted in and out, and bonded. */
public abstract class MembersCommand implements Runnable {

  private final Roll roll;

  @Spec private CommandLine.Model.CommandSpec spec;

  /** Commands about the members of a registry. */
  MembersCommand(Roll roll) {
    this.roll = roll;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command; 'lyceum %s --help' lists them".formatted(spec.name()));
  }

  /** Prints the members. */
  @Command(
      name = "list",
      description = "List the members with their bonds.",
      mixinStandardHelpOptions = true)
  public int list(@Mixin RpcOption rpc) {
    roll.describe(reader(rpc)).forEach(out()::println);
    return CommandLine.ExitCode.OK;
  }

  /** Votes to admit an account. */
  @Command(
      name = "admit",
      description =
          "Vote, as an authority, to admit an account; it takes 67 %% of the authorities.",
      mixinStandardHelpOptions = true)
  public int admit(
      @Mixin SignerOption voter,
      @Parameters(
              paramLabel = "ADDRESS",
              converter = AddressConverter.class,
              description = "The account.")
          Address account)
      throws ChainException, InterruptedException {
    return vote(voter, account, true);
  }

  /** Votes to remove an account. */
  @Command(
      name = "remove",
      description = "Vote, as an authority, to remove a member; it takes 67 %% of the authorities.",
      mixinStandardHelpOptions = true)
  public int remove(
      @Mixin SignerOption voter,
      @Parameters(
              paramLabel = "ADDRESS",
              converter = AddressConverter.class,
              description = "The member.")
          Address account)
      throws ChainException, InterruptedException {
    return vote(voter, account, false);
  }

  private int vote(SignerOption voter, Address account, boolean admit)
      throws ChainException, InterruptedException {
    ChainClient client = voter.client();
    TransactionReceipt receipt =
        client.send("The vote", roll.contract(), roll.vote(client.contracts(), account, admit));
    Tally tally = roll.tally(receipt);
    out()
        .printf(
            "Voted to %s %s in block %s: %s%n",
            admit ? "admit" : "remove",
            account,
            receipt.getBlockNumber(),
            tally.isCarried() ? tally + ", carried" : tally + " so far");
    return CommandLine.ExitCode.OK;
  }

  /** Prints who has voted on an account. */
  @Command(
      name = "votes",
      description = "Print which authorities have voted to admit or to remove an account.",
      mixinStandardHelpOptions = true)
  public int votes(
      @Mixin RpcOption rpc,
      @Parameters(
              paramLabel = "ADDRESS",
              converter = AddressConverter.class,
              description = "The account.")
          Address account) {
    LyceumContracts contracts = reader(rpc);
    List<?> authorities = RpcOption.read(contracts.authorities().getValidators());
    for (boolean admit : new boolean[] {true, false}) {
      byte[] motion = roll.motion(contracts, account, admit);
      List<String> voters =
          authorities.stream()
              .map(Object::toString)
              .filter(authority -> roll.hasSupported(contracts, motion, authority))
              .toList();
      out()
          .printf(
              "to %s: %d of %d authorities%s%n",
              admit ? "admit" : "remove",
              voters.size(),
              authorities.size(),
              voters.isEmpty() ? "" : " (" + String.join(" ", voters) + ")");
    }
    return CommandLine.ExitCode.OK;
  }

  /** Adds to a bond. */
  @Command(
      name = "deposit",
      description =
          "Add to the bond of the key's account; a candidate does so before it is voted in.",
      mixinStandardHelpOptions = true)
  public int deposit(
      @Mixin SignerOption depositor,
      @Option(
              names = "--amount",
              required = true,
              paramLabel = "POL",
              converter = PolConverter.class,
              description = "How much, in POL, for example 100.")
          BigInteger wei)
      throws ChainException, InterruptedException {
    ChainClient client = depositor.client();
    TransactionReceipt receipt =
        client.send("The deposit", roll.contract(), roll.deposit(client.contracts()), wei);
    out()
        .printf(
            "Deposited %s for %s in block %s%n",
            Pol.format(wei), client.account(), receipt.getBlockNumber());
    return CommandLine.ExitCode.OK;
  }

  /** Takes a bond back. */
  @Command(
      name = "withdraw",
      description = "Take back what is free of the bond of the key's account.",
      mixinStandardHelpOptions = true)
  public int withdraw(@Mixin SignerOption depositor) throws ChainException, InterruptedException {
    ChainClient client = depositor.client();
    TransactionReceipt receipt =
        client.send(
            "The withdrawal",
            roll.contract(),
            roll.withdrawal(client.contracts(), client.account()),
            BigInteger.ZERO);
    out()
        .printf(
            "Withdrew the bond of %s in block %s%n", client.account(), receipt.getBlockNumber());
    return CommandLine.ExitCode.OK;
  }

  private static LyceumContracts reader(RpcOption rpc) {
    return LyceumContracts.readOnly(rpc.web3j(), Address.ZERO.toString());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
