package io.lyceum.network.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.wire.ArtifactChunk;
import io.lyceum.network.wire.ArtifactRequest;
import io.lyceum.network.wire.ArtifactsGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {

  @Test
  void aCallWhoseRequestNeverComesIsEnded() throws Exception {
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      Server server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .intercept(new RequestDeadline(timer, Duration.ofMillis(100)))
              .addService(new ArtifactService(hash -> Optional.empty()))
              .build()
              .start();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
      try {
        CompletableFuture<Status.Code> end = new CompletableFuture<>();
        ClientCall<ArtifactRequest, ArtifactChunk> call =
            channel.newCall(
                // As a stream, since a client sends the start of no other call on its own.
                ArtifactsGrpc.getFetchMethod().toBuilder()
                    .setType(MethodType.BIDI_STREAMING)
                    .build(),
                CallOptions.DEFAULT);
        call.start(
            new ClientCall.Listener<>() {
              @Override
              public void onClose(Status status, Metadata trailers) {
                end.complete(status.getCode());
              }
            },
            new Metadata());
        assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      } finally {
        channel.shutdownNow();
        server.shutdownNow();
      }
    }
  }
}
