package io.lyceum.cli.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.genesis.config.PeerEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.utils.Numeric;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    out.printf("rpc       %s%n", rpc.url());
    for (PeerEntry node : new NetworkSource(rpc.service()).bootNodes()) {
      out.printf("boot node %s@%s:%d%n", node.address(), node.host(), node.port());
    }
    out.printf("wallet    %s%n", wallet(chainId));
    return CommandLine.ExitCode.OK;
  }

  /** The request by which a page asks a wallet to add the network (EIP-3085). */
  private String wallet(BigInteger chainId) throws JsonProcessingException {
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("chainId", Numeric.encodeQuantity(chainId));
    network.put("chainName", "Lyceum " + chainId);
    network.put("nativeCurrency", Map.of("name", "POL", "symbol", "POL", "decimals", DECIMALS));
    network.put("rpcUrls", List.of(rpc.url()));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", "wallet_addEthereumChain");
    request.put("params", List.of(network));
    return new ObjectMapper().writeValueAsString(request);
  }
}
