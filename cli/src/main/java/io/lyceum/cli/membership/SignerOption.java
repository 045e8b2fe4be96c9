package io.lyceum.cli.membership;

import io.lyceum.cli.client.RpcOption;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.ledger.crypto.KeyPair;
import java.nio.file.Path;
import java.time.Duration;
import org.web3j.protocol.Web3j;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name an account by its key file, and the node that takes its transactions. */
final class SignerOption {

  private static final Duration RECEIPT_TIMEOUT = Duration.ofSeconds(60);

  @Mixin private RpcOption rpc;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The account's key file (64 hexadecimal digits, mode 0600).")
  private Path key;

  /** The account's view of the chain. */
  ChainClient client() throws ChainException, InterruptedException {
    KeyPair account = NodeKeyFile.read(key);
    Web3j web3j = rpc.web3j();
    return new ChainClient(web3j, account, ChainClient.chainIdOf(web3j), RECEIPT_TIMEOUT);
  }
}
