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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
  private static final HttpResponse.BodyHandler<byte[]> LIMITED =
      HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_RESPONSE);

  private final List<URI> nodes;
  private final Optional<Supplier<String>> authorization;
  private final Duration timeout;
  private final HttpClient http;
  private final AtomicInteger current = new AtomicInteger();

  /**
   * @param nodes in the order in which they are tried; at least one
   * @param authorization gives the value of each request's {@code Authorization} header; empty for
   *     nodes that ask for none
   * @param timeout for each attempt, until the answer is whole
   */
  public FailoverService(
      List<URI> nodes, Optional<Supplier<String>> authorization, Duration timeout) {
    super(false);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("There is no node to ask");
    }
    this.nodes = List.copyOf(nodes);
    this.authorization = authorization;
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(payload));
    authorization.ifPresent(value -> request.header("Authorization", value.get()));
    // The timeout of an HttpRequest ends with the head of the answer, before its body.
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request.build(), LIMITED);
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException("HTTP status " + response.statusCode());
      }
      return new ByteArrayInputStream(response.body());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("No whole answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
