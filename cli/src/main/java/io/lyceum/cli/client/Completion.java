package io.lyceum.cli.client;

import java.io.IOException;
import java.util.List;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Response;
import org.web3j.utils.Numeric;

/**
 * What a model added to a prompt, as {@code lyceum_generate} answers.
 *
 * @param text what was added
 * @param version the root of the parameters that wrote it
 * @param attestedAt the block that made them the current version, as a hexadecimal quantity
 */
public record Completion(String text, String version, String attestedAt) {

  /**
   * Asks a node to go on with a prompt.
   *
   * @param temperature 0 for the likeliest token at every step
   * @param seed of the choice among tokens
   */
  public static Completion of(
      Web3jService node, String prompt, int maxTokens, double temperature, long seed)
      throws IOException {
    List<?> parameters =
        List.of(
            prompt,
            "0x" + Integer.toHexString(maxTokens),
            temperature,
            "0x" + Long.toHexString(seed));
    return RpcOption.ask(
            RpcOption.request(node, "lyceum_generate", parameters, CompletionResponse.class))
        .getResult();
  }

  /** The number of the block that made the version the current one. */
  public long block() {
    return Numeric.decodeQuantity(attestedAt).longValueExact();
  }

  /** The first line that is not empty: a model of lines answers in one. */
  public String firstLine() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /** The node's answer. */
  static final class CompletionResponse extends Response<Completion> {}
}
