package io.lyceum.api.web3j;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;

/** The raw answers of a node about its chain, by web3j, without web3j's reading of them. */
public final class RawChain {

  private final Web3jService service;

  /** Asks a node. */
  public RawChain(Web3jService service) {
    this.service = service;
  }

  /** An answer whose result stays JSON. */
  public static final class RawResponse extends Response<JsonNode> {}

  /** The number of the newest block. */
  public long head() throws IOException {
    return Long.decode(ask("eth_blockNumber").asText());
  }

  /** A block with the hashes of its transactions. */
  public JsonNode block(long number) throws IOException {
    return ask("eth_getBlockByNumber", quantity(number), false);
  }

  /** What the node says who may seal: by the header, or by the contract in the state after it. */
  public List<String> validators(long number) throws IOException {
    List<String> validators = new ArrayList<>();
    ask("qbft_getValidatorsByBlockNumber", quantity(number))
        .forEach(validator -> validators.add(validator.asText()));
    return validators;
  }

  private JsonNode ask(String method, Object... params) throws IOException {
    RawResponse response =
        new Request<>(method, List.of(params), service, RawResponse.class).send();
    if (response.hasError()) {
      throw new IOException(method + ": " + response.getError().getMessage());
    }
    return response.getResult();
  }

  private static String quantity(long number) {
    return "0x" + Long.toHexString(number);
  }
}
