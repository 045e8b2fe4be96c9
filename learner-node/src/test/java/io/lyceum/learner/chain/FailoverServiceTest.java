package io.lyceum.learner.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.web3j.protocol.Web3j;

class FailoverServiceTest {

  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  @Test
  @Timeout(30)
  void aNodeThatStopsInTheMiddleOfItsAnswerIsLeftForTheNext() throws Exception {
    Web3j web3j = web3j(freezing(), answering(200));

    assertThat(web3j.ethChainId().send().getChainId()).isEqualTo(1337);
  }

  @Test
  @Timeout(30)
  void aNodeThatRefusesIsLeftForTheNext() throws Exception {
    Web3j web3j = web3j(answering(503), answering(200));

    assertThat(web3j.ethChainId().send().getChainId()).isEqualTo(1337);
  }

  @Test
  @Timeout(30)
  void whenNoneAnswersAllAreNamed() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:1");
    Web3j web3j = web3j(nobody, freezing());

    assertThatThrownBy(() -> web3j.ethChainId().send())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("None of [" + nobody);
  }

  private Web3j web3j(URI... nodes) {
    Web3j web3j =
        Web3j.build(new FailoverService(List.of(nodes), Optional.of(() -> "Bearer me"), TIMEOUT));
    open.add(web3j::shutdown);
    return web3j;
  }

  private URI answering(int status) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    byte[] answer =
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x539\"}".getBytes(StandardCharsets.US_ASCII);
    server.createContext(
        "/",
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer me");
          exchange.sendResponseHeaders(status, answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
        });
    server.start();
    open.add(() -> server.stop(0));
    return uri(server.getAddress().getPort());
  }

  /** A node that promises a hundred bytes and sends one. */
  private URI freezing() throws IOException {
    ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    open.add(server);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Socket socket = server.accept();
                  open.add(socket);
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
                              .getBytes(StandardCharsets.US_ASCII));
                }
              } catch (IOException closed) {
                // The test is over.
              }
            });
    return uri(server.getLocalPort());
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
