package io.lyceum.cli.client;

import io.lyceum.cli.CommandFailure;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends POL to an account and waits until a block holds the transaction. */
@Command(
    name = "send",
    description = "Send POL to an account and wait for the block.",
    mixinStandardHelpOptions = true)
public final class SendCommand implements Callable<Integer> {

  private static final long POLL_MILLIS = 250;
  private static final int POLLS = 240;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private RpcOption rpc;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The sender's key file (64 hexadecimal digits, mode 0600).")
  private Path key;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "ADDRESS",
      converter = AddressConverter.class,
      description = "The receiver.")
  private Address to;

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "POL",
      converter = PolConverter.class,
      description = "How much, in POL, for example 1.5.")
  private BigInteger wei;

  @Override
  public Integer call() throws IOException {
    Credentials sender =
        Credentials.create(NodeKeyFile.read(key).privateKey().toUnprefixedHexString());
    Web3j web3j = rpc.web3j();
    long chainId = RpcOption.ask(web3j.ethChainId()).getChainId().longValueExact();
    BigInteger priorityFee =
        RpcOption.ask(web3j.ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas();
    BigInteger gasPrice = RpcOption.ask(web3j.ethGasPrice()).getGasPrice();
    BigInteger gas =
        RpcOption.ask(
                web3j.ethEstimateGas(
                    new org.web3j.protocol.core.methods.request.Transaction(
                        sender.getAddress(), null, null, null, to.toString(), wei, null)))
            .getAmountUsed();
    EthSendTransaction sent =
        new RawTransactionManager(web3j, sender, chainId)
            .sendEIP1559Transaction(
                chainId,
                priorityFee,
                gasPrice.multiply(BigInteger.TWO).max(priorityFee),
                gas,
                to.toString(),
                "",
                wei);
    if (sent.hasError()) {
      throw new CommandFailure("The node refused: " + sent.getError().getMessage());
    }
    TransactionReceipt receipt = receipt(web3j, sent.getTransactionHash());
    if (!receipt.isStatusOK()) {
      throw new CommandFailure(
          "Transaction %s failed in block %s"
              .formatted(receipt.getTransactionHash(), receipt.getBlockNumber()));
    }
    spec.commandLine()
        .getOut()
        .printf(
            "Sent %s to %s: transaction %s in block %s%n",
            Pol.format(wei), to, receipt.getTransactionHash(), receipt.getBlockNumber());
    return CommandLine.ExitCode.OK;
  }

  private static TransactionReceipt receipt(Web3j web3j, String hash) throws IOException {
    try {
      return new PollingTransactionReceiptProcessor(web3j, POLL_MILLIS, POLLS)
          .waitForTransactionReceipt(hash);
    } catch (TransactionException e) {
      throw new CommandFailure(
          "Transaction %s was sent, but no block held it within a minute".formatted(hash));
    }
  }
}
