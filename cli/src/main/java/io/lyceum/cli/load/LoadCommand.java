package io.lyceum.cli.load;

import io.lyceum.cli.InputException;
import io.lyceum.cli.OutputFile;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.ledger.crypto.KeyPair;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a network under a load of transactions. */
@Command(
    name = "load",
    description = {
      "Send a load of signed transactions to a network and report throughput, latency and CPU.",
      "The accounts that send are derived from a seed. Where gas has a price, the account of --key"
          + " pays for them."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  private static final int MOST_SECONDS = 86_400;
  private static final int MOST_SENDERS = 500;
  private static final int MOST_RATE = 100_000;
  private static final int MOST_BATCH = 1_000;
  private static final int MOST_TRANSACTIONS = 2_000_000;
  private static final int TRANSACTIONS_PER_SECOND = 5_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--rpc",
      split = ",",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8545",
      description = "JSON-RPC of one or more nodes (default: ${DEFAULT-VALUE}).")
  private List<String> urls;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long transactions are submitted (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many accounts send (default: ${DEFAULT-VALUE}).")
  private int senders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description =
          "Transactions per second; 0 for as fast as the pool takes them (default:"
              + " ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "TRANSFER",
      description =
          "transfer (of coin) or erc20 (of a token that is deployed first; default: transfer).")
  private LoadKind kind;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most transactions in one request (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "6000",
      description =
          "The most transactions that are submitted and not mined (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      description =
          "The most transactions to send; all are signed before the start (default: what the rate"
              + " and the time make, 5000 a second without a rate).")
  private Integer transactions;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The key of an account that pays, where gas has a price.")
  private Path key;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      defaultValue = "lyceum load",
      description =
          "From which the senders' keys are derived, together with --key if it is given (default:"
              + " '${DEFAULT-VALUE}').")
  private String seed;

  @Option(
      names = "--pid",
      split = ",",
      paramLabel = "PID",
      description = "Processes on this machine whose CPU time is reported.")
  private List<Long> pids = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON, too.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadPlan plan = plan();
    if (json != null) {
      OutputFile.requireWritable(json);
    }
    Optional<KeyPair> funder = Optional.ofNullable(key).map(NodeKeyFile::read);
    ProcessorTime.of(pids);
    PrintWriter out = spec.commandLine().getOut();
    LoadReport report;
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      List<NodeClient> nodes =
          urls.stream().map(url -> new NodeClient(http, RpcOption.checked(url))).toList();
      Bytes accounts = Preparation.seed(seed, funder);
      Preparation preparation = new Preparation(nodes.getFirst(), plan, accounts, funder);
      out.printf("Signing %,d transactions of %d senders%n", plan.transactions(), plan.senders());
      List<Sender> prepared = preparation.prepare();
      out.printf("Submitting for %d s%n", seconds);
      out.flush();
      report = new LoadRun(plan, nodes, prepared, pids).run();
    }
    report.print(out);
    if (json != null) {
      report.write(json);
    }
    return CommandLine.ExitCode.OK;
  }

  private LoadPlan plan() {
    requireBetween("--seconds", seconds, 1, MOST_SECONDS);
    requireBetween("--senders", senders, 1, MOST_SENDERS);
    requireBetween("--rate", rate, 0, MOST_RATE);
    requireBetween("--batch", batch, 1, MOST_BATCH);
    requireBetween("--in-flight", inFlight, 1, MOST_TRANSACTIONS);
    int count =
        Optional.ofNullable(transactions)
            .orElseGet(
                () ->
                    (int)
                        Math.min(
                            MOST_TRANSACTIONS,
                            (long) seconds * (rate == 0 ? TRANSACTIONS_PER_SECOND : rate)));
    requireBetween("--transactions", count, 1, MOST_TRANSACTIONS);
    return new LoadPlan(kind, seconds, senders, rate, batch, inFlight, count);
  }

  private static void requireBetween(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InputException(
          "%s must be from %d to %d, not %d".formatted(option, least, most, value));
    }
  }
}
