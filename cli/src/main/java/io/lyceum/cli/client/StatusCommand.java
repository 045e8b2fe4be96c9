package io.lyceum.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthBlock;
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

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private RpcOption rpc;

  @Override
  public Integer call() throws IOException {
    Web3jService service = rpc.service();
    Web3j web3j = Web3j.build(service);
    PrintWriter out = spec.commandLine().getOut();
    line(out, "client", RpcOption.ask(web3j.web3ClientVersion()).getWeb3ClientVersion());
    line(out, "chain", RpcOption.ask(web3j.ethChainId()).getChainId());
    EthBlock.Block head =
        RpcOption.ask(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
            .getBlock();
    line(
        out,
        "head",
        "block %s %s, %s"
            .formatted(
                head.getNumber(),
                head.getHash(),
                Instant.ofEpochSecond(head.getTimestamp().longValueExact())));
    line(out, "syncing", RpcOption.ask(web3j.ethSyncing()).isSyncing() ? "yes" : "no");
    line(out, "peers", RpcOption.ask(web3j.netPeerCount()).getQuantity());
    line(out, "validators", items(ask(service, "qbft_getValidatorsByBlockNumber", "latest")));
    JsonNode state = ask(service, "lyceum_nodeState");
    state
        .properties()
        .forEach(
            entry ->
                line(
                    out,
                    entry.getKey(),
                    entry.getValue().isValueNode()
                        ? entry.getValue().asText()
                        : entry.getValue().toString()));
    return CommandLine.ExitCode.OK;
  }

  private static JsonNode ask(Web3jService service, String method, String... parameters)
      throws IOException {
    return RpcOption.ask(
            RpcOption.request(service, method, List.of(parameters), JsonResponse.class))
        .getResult();
  }

  private static String items(JsonNode array) {
    StringBuilder text = new StringBuilder();
    array.forEach(item -> text.append(text.isEmpty() ? "" : " ").append(item.asText()));
    return text.toString();
  }

  private static void line(PrintWriter out, String name, Object value) {
    out.printf("%-16s %s%n", name, value);
  }

  /** An answer of any form. */
  static final class JsonResponse extends Response<JsonNode> {}
}
