package io.lyceum.network;

import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.network.transport.IncomingStream;
import io.lyceum.network.wire.BlockRange;
import io.lyceum.network.wire.BlocksGrpc;
import io.lyceum.network.wire.BlocksGrpc.BlocksBlockingV2Stub;
import io.lyceum.network.wire.ChainItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.tuweni.bytes.Bytes;

/** Fetches headers and bodies from a connected peer, and keeps what had come when it fails. */
final class RangeFetcher {

  /** Bytes of a header beside its extraData, with a margin. */
  private static final int HEADER_FIELDS = 2 << 10;

  private static final int LARGEST_HEADER = BlockHeader.MAX_EXTRA_DATA_SIZE + HEADER_FIELDS;

  private final NetworkLimits limits;

  RangeFetcher(NetworkLimits limits) {
    this.limits = limits;
  }

  ServedRange headers(Channel channel, long first, int count) throws InterruptedException {
    BlockRange range = range(first, count);
    return take(stub(channel, LARGEST_HEADER).headers(range), range.getCount(), LARGEST_HEADER);
  }

  ServedRange bodies(Channel channel, long first, int count) throws InterruptedException {
    BlockRange range = range(first, count);
    int largest = limits.largestBlock();
    return take(stub(channel, largest).bodies(range), range.getCount(), largest);
  }

  private BlockRange range(long first, int count) {
    int asked = Math.min(count, limits.blocksPerRequest());
    return BlockRange.newBuilder().setFirst(first).setCount(asked).build();
  }

  private BlocksBlockingV2Stub stub(Channel channel, int largestItem) {
    return BlocksGrpc.newBlockingV2Stub(channel)
        .withDeadlineAfter(limits.requestTimeout())
        .withMaxInboundMessageSize(largestItem + NetworkLimits.FRAME);
  }

  private ServedRange take(BlockingClientCall<?, ChainItem> call, int asked, int largestItem)
      throws InterruptedException {
    List<Bytes> items = new ArrayList<>();
    long room = Math.max(limits.bytesPerRequest(), largestItem);
    try (IncomingStream<ChainItem> stream = new IncomingStream<>(call)) {
      Optional<ChainItem> next = stream.next(limits.requestTimeout());
      while (next.isPresent()) {
        room -= next.get().getRlp().size();
        if (items.size() == asked || room < 0) {
          return failed(items, new PeerException("served more than it was asked for"));
        }
        items.add(WireCodec.bytes(next.get().getRlp()));
        next = stream.next(limits.requestTimeout());
      }
      return new ServedRange(items, Optional.empty());
    } catch (StatusException e) {
      return failed(
          items, new PeerException("broke off its answer: " + e.getStatus().getCode(), e));
    } catch (TimeoutException e) {
      return failed(items, new PeerException("did not answer in time", e));
    }
  }

  private static ServedRange failed(List<Bytes> items, PeerException failure) {
    return new ServedRange(items, Optional.of(failure));
  }
}
