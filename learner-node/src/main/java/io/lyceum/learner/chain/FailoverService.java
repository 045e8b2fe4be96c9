package io.lyceum.learner.chain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Service;

/**
 * JSON-RPC over HTTP to the first of several nodes that answers. It stays with a node until that
 * one fails, so that what was read a moment ago is not unread at a node that lags behind.
 */
public final class FailoverService extends Service {

  private static final Logger LOG = LoggerFactory.getLogger(FailoverService.class);
  private static final int OK = 200;
  private static final int LARGEST_RESPONSE = 64 << 20;

  private final List<URI> nodes;
  private final Duration timeout;
  private final HttpClient http;
  private final AtomicInteger current = new AtomicInteger();

  /**
   * @param nodes in the order in which they are tried; at least one
   * @param timeout for each attempt
   */
  public FailoverService(List<URI> nodes, Duration timeout) {
    super(false);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("There is no node to ask");
    }
    this.nodes = List.copyOf(nodes);
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  protected InputStream performIO(String payload) throws IOException {
    IOException failure = null;
    int first = current.get();
    for (int i = 0; i < nodes.size(); i++) {
      int index = (first + i) % nodes.size();
      try {
        InputStream answer = post(nodes.get(index), payload);
        current.set(index);
        return answer;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        LOG.debug("Node {} does not answer: {}", nodes.get(index), e.toString());
        failure = e;
      }
    }
    throw new IOException("None of " + nodes + " answers", failure);
  }

  private InputStream post(URI node, String payload) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(payload))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(LARGEST_RESPONSE + 1);
        if (response.statusCode() != OK) {
          throw new IOException("HTTP status " + response.statusCode());
        }
        if (bytes.length > LARGEST_RESPONSE) {
          throw new IOException("An answer of more than " + LARGEST_RESPONSE + " bytes");
        }
        return new ByteArrayInputStream(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
