package io.lyceum.cli.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.genesis.config.PeerEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.websocket.WebSocketService;
import org.web3j.utils.Numeric;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what wallets and new nodes need to know of a network. */
@Command(
    name = "info",
    description = "Print what wallets and new nodes need to know of a network.",
    mixinStandardHelpOptions = true)
public final class NetworkInfoCommand implements Callable<Integer> {

  private static final int DECIMALS = 18;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private RpcOption rpc;

  @Option(
      names = "--websocket",
      paramLabel = "URL",
      description =
          "JSON-RPC of the authority over WebSocket (default: the port after that of --rpc, if the"
              + " network answers there).")
  private String webSocket;

  @Override
  public Integer call() throws IOException {
    Web3j web3j = rpc.web3j();
    BigInteger chainId = RpcOption.ask(web3j.ethChainId()).getChainId();
    String genesis =
        RpcOption.ask(
                web3j.ethGetBlockByNumber(DefaultBlockParameter.valueOf(BigInteger.ZERO), false))
            .getBlock()
            .getHash();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("chain     %s%n", chainId);
    out.printf("genesis   %s%n", genesis);
    out.printf("currency  POL, %d decimals%n", DECIMALS);
    List<String> urls = urls(chainId);
    out.printf("rpc       %s%n", String.join(" ", urls));
    for (PeerEntry node : new NetworkSource(rpc.service()).bootNodes()) {
      out.printf("boot node %s@%s:%d%n", node.address(), node.host(), node.port());
    }
    out.printf("wallet    %s%n", wallet(chainId, urls));
    return CommandLine.ExitCode.OK;
  }

  /** Where the network is called: over HTTP, which wallets ask for, and over WebSocket. */
  private List<String> urls(BigInteger chainId) {
    if (webSocket != null) {
      if (!answers(webSocket, chainId)) {
        throw new CommandFailure("The network does not answer at " + webSocket);
      }
      return List.of(rpc.url(), webSocket);
    }
    return nextPort()
        .filter(url -> answers(url, chainId))
        .map(url -> List.of(rpc.url(), url))
        .orElseGet(() -> List.of(rpc.url()));
  }

  /** Where an authority customarily serves WebSocket. */
  private Optional<String> nextPort() {
    URI http = URI.create(rpc.url());
    if (http.getPort() < 0) {
      return Optional.empty();
    }
    String scheme = http.getScheme().equals("https") ? "wss" : "ws";
    return Optional.of("%s://%s:%d".formatted(scheme, http.getHost(), http.getPort() + 1));
  }

  private static boolean answers(String url, BigInteger chainId) {
    WebSocketService service = new WebSocketService(url, false);
    try {
      service.connect();
      return RpcOption.ask(Web3j.build(service).ethChainId()).getChainId().equals(chainId);
    } catch (IOException | CommandFailure absent) {
      return false;
    } finally {
      service.close();
    }
  }

  /** The request by which a page asks a wallet to add the network (EIP-3085). */
  private static String wallet(BigInteger chainId, List<String> urls)
      throws JsonProcessingException {
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("chainId", Numeric.encodeQuantity(chainId));
    network.put("chainName", "Lyceum " + chainId);
    network.put("nativeCurrency", Map.of("name", "POL", "symbol", "POL", "decimals", DECIMALS));
    network.put("rpcUrls", urls);
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", "wallet_addEthereumChain");
    request.put("params", List.of(network));
    return new ObjectMapper().writeValueAsString(request);
  }
}
