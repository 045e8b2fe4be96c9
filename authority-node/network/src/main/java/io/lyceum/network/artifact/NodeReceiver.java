package io.lyceum.network.artifact;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.network.wire.ArtifactChunk;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Puts a tree together from chunks in pre-order. Every node is checked against the hash that the
 * nodes before it promised, so what was received stays right whoever sent it, and another peer can
 * go on where the last one failed.
 */
final class NodeReceiver {

  private record Expected(Bytes32 hash, int depth) {}

  private final ArtifactLimits limits;
  private final Consumer<Bytes> verified;
  private final Deque<Expected> pending = new ArrayDeque<>();
  private final ByteArrayOutputStream node = new ByteArrayOutputStream();
  private int nodeSize;
  private int nodesReceived;
  private long bytesReceived;

  /**
   * @param verified takes the preimage of each node that proved right
   */
  NodeReceiver(Bytes32 root, ArtifactLimits limits, Consumer<Bytes> verified) {
    this.limits = limits;
    this.verified = verified;
    pending.push(new Expected(root, 1));
  }

  /** Forgets the half of a node that the last peer left. */
  void restartNode() {
    node.reset();
    nodeSize = 0;
  }

  /** Nodes that were received and proved right. */
  int nodesReceived() {
    return nodesReceived;
  }

  /** Their bytes. */
  long bytesReceived() {
    return bytesReceived;
  }

  boolean isComplete() {
    return pending.isEmpty();
  }

  /**
   * Takes the next chunk.
   *
   * @throws TransferException if it is not a part of this tree, or the tree exceeds the limits
   */
  void accept(ArtifactChunk chunk) throws TransferException {
    if (isComplete()) {
      throw new TransferException("sent more than the artifact");
    }
    if (nodeSize == 0) {
      begin(Integer.toUnsignedLong(chunk.getNodeSize()));
    } else if (chunk.getNodeSize() != 0) {
      throw new TransferException("began a node within another");
    }
    if (chunk.getData().isEmpty() || chunk.getData().size() > nodeSize - node.size()) {
      throw new TransferException("sent a chunk that does not fit its node");
    }
    node.writeBytes(chunk.getData().toByteArray());
    if (node.size() == nodeSize) {
      finish(Bytes.wrap(node.toByteArray()));
      restartNode();
    }
  }

  private void begin(long size) throws TransferException {
    if (size == 0 || size > limits.largestNode()) {
      throw new TransferException("announced a node of " + size + " bytes");
    }
    if (bytesReceived + size > limits.largestArtifact()) {
      throw new TransferException(
          "serves an artifact of more than " + limits.largestArtifact() + " bytes");
    }
    nodeSize = (int) size;
  }

  private void finish(Bytes preimage) throws TransferException {
    Expected expected = pending.pop();
    if (!Keccak.hash(preimage).equals(expected.hash())) {
      pending.push(expected);
      throw new TransferException("sent wrong bytes for node " + expected.hash());
    }
    TreeNode parsed;
    try {
      parsed = TreeNode.parse(preimage);
    } catch (IllegalArgumentException e) {
      throw new TransferException("serves something that is no Merkle tree");
    }
    if (parsed instanceof TreeNode.Inner(Bytes32 left, Bytes32 right)) {
      int depth = expected.depth() + 1;
      if (depth > limits.depth()) {
        throw new TransferException("serves a tree deeper than " + limits.depth());
      }
      pending.push(new Expected(right, depth));
      pending.push(new Expected(left, depth));
    }
    verified.accept(preimage);
    nodesReceived++;
    bytesReceived += preimage.size();
  }
}
