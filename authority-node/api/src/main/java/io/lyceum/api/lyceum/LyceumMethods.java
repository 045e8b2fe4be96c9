package io.lyceum.api.lyceum;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** {@code lyceum_nodeState}, {@code lyceum_equivocations} and {@code lyceum_generate}. */
public final class LyceumMethods implements RpcMethodFamily {

  private static final int LONGEST_PROMPT_BYTES = 16 * 1024;
  private static final int MOST_TOKENS = 1024;
  private static final int DEFAULT_TOKENS = 64;
  private static final int MOST_AT_ONCE = 4;
  private static final double HIGHEST_TEMPERATURE = 2;

  private final Supplier<NodeStatus> status;
  private final Supplier<List<EquivocationResult>> equivocations;
  private final TextGenerator generator;
  private final Semaphore generations = new Semaphore(MOST_AT_ONCE);

  /**
   * @param status of the node at the time of the call
   * @param equivocations the latest evidence against validators, oldest first
   * @param generator the model that the node serves
   */
  public LyceumMethods(
      Supplier<NodeStatus> status,
      Supplier<List<EquivocationResult>> equivocations,
      TextGenerator generator) {
    this.status = status;
    this.equivocations = equivocations;
    this.generator = generator;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("lyceum_nodeState", "What this authority is doing")
                .returns("state", ResultSchemas.of(NodeStatus.class)),
            parameters -> status.get())
        .add(
            method("lyceum_equivocations", "The latest evidence against validators")
                .returns("evidence", Schema.arrayOf(ResultSchemas.of(EquivocationResult.class))),
            parameters -> equivocations.get())
        .add(
            method("lyceum_generate", "Continues a text with the model that this node serves")
                .required("prompt", Schema.STRING)
                .optional("maxTokens", QUANTITY)
                .optional("temperature", Schema.NUMBER)
                .optional("seed", QUANTITY)
                .returns("generation", ResultSchemas.of(Generation.class)),
            this::generate);
  }

  private Generation generate(RpcParameters parameters) {
    GenerationRequest request =
        new GenerationRequest(
            parameters.required(0, "prompt", LyceumMethods::prompt),
            parameters.optional(1, "maxTokens", LyceumMethods::tokens).orElse(DEFAULT_TOKENS),
            parameters.optional(2, "temperature", LyceumMethods::temperature).orElse(0.0),
            parameters.optional(3, "seed", Hexadecimal::unsignedLong).orElse(0L));
    // More would only wait, and keep verification waiting behind them.
    if (!generations.tryAcquire()) {
      throw RpcException.limitExceeded(
          "The node writes " + MOST_AT_ONCE + " texts already; ask again later");
    }
    try {
      return generator
          .generate(request)
          .orElseThrow(() -> RpcException.serverError("No parameter version is served yet"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw RpcException.serverError("The node is stopping");
    } finally {
      generations.release();
    }
  }

  private static String prompt(JsonNode value) {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IllegalArgumentException("a string that is not empty is expected");
    }
    if (value.textValue().getBytes(StandardCharsets.UTF_8).length > LONGEST_PROMPT_BYTES) {
      throw new IllegalArgumentException("more than " + LONGEST_PROMPT_BYTES + " bytes");
    }
    return value.textValue();
  }

  private static int tokens(JsonNode value) {
    long tokens = Hexadecimal.unsignedLong(value);
    if (tokens < 1 || tokens > MOST_TOKENS) {
      throw new IllegalArgumentException("1 to " + MOST_TOKENS + " are possible");
    }
    return (int) tokens;
  }

  private static double temperature(JsonNode value) {
    double temperature = value.asDouble(Double.NaN);
    if (!value.isNumber() || !(temperature >= 0 && temperature <= HIGHEST_TEMPERATURE)) {
      throw new IllegalArgumentException(
          "a number from 0 to " + HIGHEST_TEMPERATURE + " is expected");
    }
    return temperature;
  }
}
