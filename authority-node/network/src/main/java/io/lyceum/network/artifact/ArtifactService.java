package io.lyceum.network.artifact;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.lyceum.network.transport.MessagePump;
import io.lyceum.network.wire.ArtifactChunk;
import io.lyceum.network.wire.ArtifactRequest;
import io.lyceum.network.wire.ArtifactsGrpc;
import org.apache.tuweni.bytes.Bytes32;

/** Serves artifacts to whoever is admitted. */
public final class ArtifactService extends ArtifactsGrpc.ArtifactsImplBase {

  private final ArtifactSource source;

  /** Serves from a source, usually an {@link ArtifactStore}. */
  public ArtifactService(ArtifactSource source) {
    this.source = source;
  }

  @Override
  public void fetch(ArtifactRequest request, StreamObserver<ArtifactChunk> receiver) {
    if (request.getRoot().size() != Bytes32.SIZE || request.getSkip() < 0) {
      receiver.onError(
          Status.INVALID_ARGUMENT.withDescription("Not a root of 32 bytes").asRuntimeException());
      return;
    }
    Bytes32 root = Bytes32.wrap(request.getRoot().toByteArray());
    try {
      MessagePump.send(receiver, new NodeStream(source, root, request.getSkip()));
    } catch (StatusRuntimeException e) {
      receiver.onError(e);
    }
  }
}
