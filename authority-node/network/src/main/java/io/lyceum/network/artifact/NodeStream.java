package io.lyceum.network.artifact;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.lyceum.network.wire.ArtifactChunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** The chunks of a tree's nodes in pre-order, read from the source one node at a time. */
final class NodeStream implements Iterator<ArtifactChunk> {

  /** Bytes of node data in a chunk at most. */
  static final int CHUNK_SIZE = 512 << 10;

  private final ArtifactSource source;
  private final Deque<Bytes32> pending = new ArrayDeque<>();
  private Bytes node = Bytes.EMPTY;
  private int sent;

  /**
   * @param skip nodes of the pre-order that are passed over
   */
  NodeStream(ArtifactSource source, Bytes32 root, int skip) {
    this.source = source;
    pending.push(root);
    for (int i = 0; i < skip && !pending.isEmpty(); i++) {
      take();
    }
  }

  @Override
  public boolean hasNext() {
    return sent < node.size() || !pending.isEmpty();
  }

  /**
   * @throws io.grpc.StatusRuntimeException with NOT_FOUND if a node is not held (any more)
   */
  @Override
  public ArtifactChunk next() {
    ArtifactChunk.Builder chunk = ArtifactChunk.newBuilder();
    if (sent == node.size()) {
      if (pending.isEmpty()) {
        throw new NoSuchElementException();
      }
      node = take();
      sent = 0;
      chunk.setNodeSize(node.size());
    }
    int length = Math.min(CHUNK_SIZE, node.size() - sent);
    ByteString data = UnsafeByteOperations.unsafeWrap(node.slice(sent, length).toArrayUnsafe());
    sent += length;
    return chunk.setData(data).build();
  }

  private Bytes take() {
    Bytes32 hash = pending.pop();
    Bytes preimage =
        source
            .preimage(hash)
            .orElseThrow(
                () ->
                    Status.NOT_FOUND
                        .withDescription("Node " + hash + " is not held here")
                        .asRuntimeException());
    if (TreeNode.parse(preimage) instanceof TreeNode.Inner(Bytes32 left, Bytes32 right)) {
      pending.push(right);
      pending.push(left);
    }
    return preimage;
  }
}
