package io.lyceum.network;

import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.lyceum.network.wire.BlockRange;
import io.lyceum.network.wire.BlocksGrpc;
import io.lyceum.network.wire.EncodedBlock;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** Fetches blocks from a connected peer. */
final class BlockFetcher {

  private final NetworkLimits limits;

  BlockFetcher(NetworkLimits limits) {
    this.limits = limits;
  }

  List<Bytes> fetch(Channel channel, long first, int count)
      throws PeerException, InterruptedException {
    int asked = Math.min(count, limits.blocksPerRequest());
    BlockingClientCall<?, EncodedBlock> call =
        BlocksGrpc.newBlockingV2Stub(channel)
            .withDeadlineAfter(limits.requestTimeout())
            .range(BlockRange.newBuilder().setFirst(first).setCount(asked).build());
    try {
      List<Bytes> blocks = new ArrayList<>();
      long size = 0;
      EncodedBlock next = call.read();
      while (next != null) {
        size += next.getBlock().size();
        if (blocks.size() == asked || size > limits.bytesPerRequest()) {
          throw new PeerException("sent more blocks than it was asked for");
        }
        blocks.add(WireCodec.bytes(next.getBlock()));
        next = call.read();
      }
      return List.copyOf(blocks);
    } catch (StatusException e) {
      throw new PeerException("served no blocks: " + e.getStatus().getCode(), e);
    } finally {
      call.cancel("done", null);
    }
  }
}
