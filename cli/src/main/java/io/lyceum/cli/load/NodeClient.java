package io.lyceum.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** JSON-RPC of one node, over HTTP connections that stay open. Safe for use by many threads. */
final class NodeClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final HttpClient http;
  private final URI url;

  NodeClient(HttpClient http, URI url) {
    this.http = http;
    this.url = url;
  }

  URI url() {
    return url;
  }

  /**
   * Calls a method.
   *
   * @param params text, numbers and truth values
   * @return the result, which may be JSON's null
   * @throws CommandFailure if the node answers with an error
   * @throws IOException if it does not answer, or not as JSON-RPC
   */
  JsonNode ask(String method, Object... params) throws IOException, InterruptedException {
    ObjectNode call = mapper.createObjectNode().put("jsonrpc", "2.0").put("id", 0);
    call.put("method", method);
    ArrayNode list = call.putArray("params");
    for (Object param : params) {
      list.addPOJO(param);
    }
    JsonNode answer = post(mapper.writeValueAsBytes(call));
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      throw new CommandFailure(
          "%s failed at %s: %s (%d)"
              .formatted(method, url, error.path("message").asText(), error.path("code").asInt()));
    }
    if (!answer.has("result")) {
      throw new IOException(url + " does not answer as JSON-RPC");
    }
    return answer.get("result");
  }

  /**
   * Submits transactions in one batch.
   *
   * @return for each of them why it was refused; empty for one that is in the pool
   * @throws IOException if there is no answer; the node may have taken them or not
   */
  List<Optional<String>> submit(List<LoadTransaction> transactions)
      throws IOException, InterruptedException {
    StringBuilder batch = new StringBuilder("[");
    for (int id = 0; id < transactions.size(); id++) {
      batch
          .append(id == 0 ? "" : ",")
          .append("{\"jsonrpc\":\"2.0\",\"id\":")
          .append(id)
          .append(",\"method\":\"eth_sendRawTransaction\",\"params\":[\"")
          .append(transactions.get(id).encoded())
          .append("\"]}");
    }
    JsonNode answers = post(batch.append(']').toString().getBytes(StandardCharsets.US_ASCII));
    if (!answers.isArray()) {
      throw new IOException(answers.path("error").path("message").asText("not a batch of answers"));
    }
    List<Optional<String>> refusals =
        new ArrayList<>(Collections.nCopies(transactions.size(), Optional.of("no answer")));
    for (JsonNode answer : answers) {
      int id = answer.path("id").asInt(-1);
      if (id >= 0 && id < refusals.size()) {
        refusals.set(id, refusal(answer.path("error")));
      }
    }
    return refusals;
  }

  private static Optional<String> refusal(JsonNode error) {
    String message = error.path("message").asText();
    String lower = message.toLowerCase(Locale.ROOT);
    boolean isThere =
        error.isMissingNode()
            || lower.contains("known transaction")
            || lower.contains("already known");
    return isThere ? Optional.empty() : Optional.of(message);
  }

  private JsonNode post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IOException("No answer of " + url, e);
    }
    if (response.statusCode() != OK) {
      throw new IOException(url + " answers with HTTP status " + response.statusCode());
    }
    return mapper.readTree(response.body());
  }
}
