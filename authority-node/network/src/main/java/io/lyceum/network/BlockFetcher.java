package io.lyceum.network;

import io.grpc.Channel;
import io.grpc.StatusException;
import io.lyceum.network.transport.IncomingStream;
import io.lyceum.network.wire.BlockRange;
import io.lyceum.network.wire.BlocksGrpc;
import io.lyceum.network.wire.EncodedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
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
    try (IncomingStream<EncodedBlock> stream = request(channel, first, asked)) {
      List<Bytes> blocks = new ArrayList<>();
      long size = 0;
      Optional<EncodedBlock> next = stream.next(limits.requestTimeout());
      while (next.isPresent()) {
        size += next.get().getBlock().size();
        if (blocks.size() == asked || size > limits.bytesPerRequest()) {
          throw new PeerException("sent more blocks than it was asked for");
        }
        blocks.add(WireCodec.bytes(next.get().getBlock()));
        next = stream.next(limits.requestTimeout());
      }
      return List.copyOf(blocks);
    } catch (StatusException e) {
      throw new PeerException("served no blocks: " + e.getStatus().getCode(), e);
    } catch (TimeoutException e) {
      throw new PeerException("served no blocks in time", e);
    }
  }

  private IncomingStream<EncodedBlock> request(Channel channel, long first, int count) {
    return new IncomingStream<>(
        BlocksGrpc.newBlockingV2Stub(channel)
            .withDeadlineAfter(limits.requestTimeout())
            .range(BlockRange.newBuilder().setFirst(first).setCount(count).build()));
  }
}
