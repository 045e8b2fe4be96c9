package io.lyceum.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.ModelRegistry;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.utils.Numeric;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** Prints how a node and its chain are. */
@Command(
    name = "status",
    description = "Print the state of a node: chain, head, validators, peers, training.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  private static final int LOSS_DECIMALS = 9;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private RpcOption rpc;

  @Override
  public Integer call() throws IOException {
    Web3jService service = rpc.service();
    Web3j web3j = Web3j.build(service);
    PrintWriter out = spec.commandLine().getOut();
    JsonNode state = RpcOption.ask(service, "lyceum_nodeState");
    line(out, "node", state.path("address").asText());
    line(out, "client", RpcOption.ask(web3j.web3ClientVersion()).getWeb3ClientVersion());
    line(out, "state", state.path("state").asText());
    line(out, "sealing", sealing(state));
    line(out, "engines", items(state.path("engineClasses")));
    line(out, "peers", RpcOption.ask(web3j.netPeerCount()).getQuantity());
    line(out, "chain", RpcOption.ask(web3j.ethChainId()).getChainId());
    EthBlock.Block head =
        RpcOption.ask(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
            .getBlock();
    line(
        out,
        "head",
        "block %s of %s, %s"
            .formatted(
                head.getNumber(),
                Instant.ofEpochSecond(head.getTimestamp().longValueExact()),
                head.getHash()));
    line(
        out,
        "validators",
        items(RpcOption.ask(service, "qbft_getValidatorsByBlockNumber", "latest")));
    tellTraining(out, LyceumContracts.readOnly(web3j, Address.ZERO.toString()));
    return CommandLine.ExitCode.OK;
  }

  /** An operator must see why a validator signs nothing, and what can be done about it. */
  private static String sealing(JsonNode state) {
    String sealing = state.path("sealing").asText();
    JsonNode until = state.path("abstainsUntil");
    return until.isTextual()
        ? "%s, since it lost the record of what it signed, until there is a block later than %s"
                .formatted(sealing, Instant.ofEpochSecond(Long.decode(until.asText())))
            + " (or it is started with --sign-after-disk-loss)"
        : sealing;
  }

  /** The first model and its job: a network is created with them. */
  private static void tellTraining(PrintWriter out, LyceumContracts contracts) {
    BigInteger model = BigInteger.ONE;
    BigInteger newest =
        RpcOption.read(contracts.models().versionCount(model)).subtract(BigInteger.ONE);
    ModelRegistry.Version version = RpcOption.read(contracts.models().version(model, newest));
    line(
        out,
        "model",
        "version %s, held-out loss %.3f, %s"
            .formatted(
                newest,
                new BigDecimal(version.loss, LOSS_DECIMALS),
                Numeric.toHexString(version.root)));
    BigInteger job = RpcOption.read(contracts.jobs().activeJob(model));
    line(
        out,
        "job",
        job.signum() == 0
            ? "none"
            : "%s, epoch %s of %s"
                .formatted(
                    job,
                    RpcOption.read(contracts.proofs().currentEpoch(job)).add(BigInteger.ONE),
                    RpcOption.read(contracts.jobs().rules(job)).epochs));
  }

  private static String items(JsonNode array) {
    StringBuilder text = new StringBuilder();
    array.forEach(item -> text.append(text.isEmpty() ? "" : " ").append(item.asText()));
    return text.toString();
  }

  private static void line(PrintWriter out, String name, Object value) {
    out.printf("%-11s %s%n", name, value);
  }
}
