package io.lyceum.learner.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lyceum.contracts.SandboxChain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;

/** A sandbox chain behind JSON-RPC over HTTP, with a new block every twentieth of a second. */
final class SandboxRpc implements AutoCloseable {

  private static final long BLOCK_MILLIS = 50;
  private static final int OK = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final SandboxChain chain;
  private final HttpServer server;
  private final Thread miner = Thread.ofVirtual().unstarted(this::mine);

  SandboxRpc(SandboxChain chain) throws IOException {
    this.chain = chain;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    miner.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void mine() {
    try {
      while (true) {
        Thread.sleep(BLOCK_MILLIS);
        synchronized (chain) {
          chain.advanceTo(chain.blockNumber() + 1);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode call = json.readTree(exchange.getRequestBody());
      List<Object> parameters = new ArrayList<>();
      call.get("params").forEach(parameters::add);
      RawResponse raw =
          chain.send(
              new Request<>(call.get("method").asText(), parameters, chain, RawResponse.class),
              RawResponse.class);
      ObjectNode answer = json.createObjectNode();
      answer.put("jsonrpc", "2.0");
      answer.set("id", call.get("id"));
      if (raw.hasError()) {
        ObjectNode error = answer.putObject("error");
        error.put("code", raw.getError().getCode());
        error.put("message", raw.getError().getMessage());
        error.put("data", raw.getError().getData().replace("\"", ""));
      } else {
        answer.set("result", raw.getResult());
      }
      byte[] body = json.writeValueAsBytes(answer);
      exchange.sendResponseHeaders(OK, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    miner.interrupt();
    server.stop(0);
  }

  /** Any result, as it is. */
  static final class RawResponse extends Response<JsonNode> {}
}
