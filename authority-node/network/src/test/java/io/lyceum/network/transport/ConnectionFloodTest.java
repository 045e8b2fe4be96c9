package io.lyceum.network.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lyceum.network.TestNode;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.wire.ArtifactRequest;
import io.lyceum.network.wire.ArtifactsGrpc;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that open connections and leave it at that. */
class ConnectionFloodTest {

  private static final int FLOOD = 400;
  private static final int LARGEST = 1 << 20;

  private static final Bytes32 HELD = Bytes32.repeat((byte) 7);

  private final Semaphore held = new Semaphore(0);
  private final CompletableFuture<Void> never = new CompletableFuture<>();
  private final TestNode server = TestNode.create(1);
  private final TestNode friend = TestNode.create(2);
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    PeerServer running =
        new PeerServer(
            TestNode.HOST,
            server.port(),
            server.tls(node -> true),
            LARGEST,
            List.of(new ArtifactService(this::find)));
    open.add(running);
    running.start();
  }

  /** Nobody has anything; one question is never answered. */
  private Optional<Bytes> find(Bytes32 hash) {
    if (hash.equals(HELD)) {
      held.release();
      never.join();
    }
    return Optional.empty();
  }

  @AfterEach
  void close() throws Exception {
    never.complete(null);
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  @Test
  void aFloodOfSilentConnectionsIsCutOffAndKeepsNobodyOut() throws Exception {
    List<Socket> flood = new ArrayList<>();
    for (int i = 0; i < FLOOD; i++) {
      Socket socket = new Socket(TestNode.HOST, server.port());
      open.add(socket);
      flood.add(socket);
    }
    assertThat(call(dial())).isEqualTo(Status.Code.NOT_FOUND);
    await().until(() -> flood.stream().filter(ConnectionFloodTest::isCutOff).count() >= FLOOD / 2);
  }

  @Test
  void aNodeThatOpensConnectionAfterConnectionLosesItsOldest() throws Exception {
    CompletableFuture<Status.Code> first = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> first.complete(call(dial(), HELD)));
    assertThat(held.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(call(dial())).isEqualTo(Status.Code.NOT_FOUND);
    }
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static boolean isCutOff(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private ManagedChannel dial() {
    ManagedChannel channel =
        new PeerDialer(friend.tls(node -> true)).dial(server.endpoint(), LARGEST);
    open.add(channel::shutdownNow);
    return channel;
  }

  /** NOT_FOUND if the server was reached. */
  private static Status.Code call(ManagedChannel channel) {
    return call(channel, Bytes32.ZERO);
  }

  private static Status.Code call(ManagedChannel channel, Bytes32 root) {
    try {
      ArtifactsGrpc.newBlockingStub(channel)
          .withDeadlineAfter(30, TimeUnit.SECONDS)
          .fetch(
              ArtifactRequest.newBuilder()
                  .setRoot(ByteString.copyFrom(root.toArrayUnsafe()))
                  .build())
          .hasNext();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }
}
