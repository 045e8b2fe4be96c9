package io.lyceum.network;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.lyceum.network.transport.MessagePump;
import io.lyceum.network.wire.BlockRange;
import io.lyceum.network.wire.BlocksGrpc;
import io.lyceum.network.wire.ChainItem;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.tuweni.bytes.Bytes;

/** Serves ranges of this node's chain to whoever is admitted. */
final class BlockService extends BlocksGrpc.BlocksImplBase {

  private final BlockSource chain;
  private final NetworkLimits limits;

  BlockService(BlockSource chain, NetworkLimits limits) {
    this.chain = chain;
    this.limits = limits;
  }

  @Override
  public void headers(BlockRange range, StreamObserver<ChainItem> receiver) {
    serve(range, chain::header, receiver);
  }

  @Override
  public void bodies(BlockRange range, StreamObserver<ChainItem> receiver) {
    serve(range, chain::body, receiver);
  }

  private void serve(
      BlockRange range, LongFunction<Optional<Bytes>> source, StreamObserver<ChainItem> receiver) {
    if (range.getFirst() < 0 || range.getCount() < 1) {
      receiver.onError(Status.INVALID_ARGUMENT.asException());
      return;
    }
    int count = Math.min(range.getCount(), limits.blocksPerRequest());
    MessagePump.send(receiver, new Items(source, range.getFirst(), count));
  }

  /** The first item whatever its size, then as many as fit. */
  private final class Items implements Iterator<ChainItem> {

    private final LongFunction<Optional<Bytes>> source;
    private long number;
    private int left;
    private long sent;
    private Optional<Bytes> next;

    Items(LongFunction<Optional<Bytes>> source, long first, int count) {
      this.source = source;
      number = first;
      left = count;
      next = source.apply(first);
    }

    @Override
    public boolean hasNext() {
      return left > 0
          && next.isPresent()
          && (sent == 0 || sent + next.get().size() <= limits.bytesPerRequest());
    }

    @Override
    public ChainItem next() {
      Bytes item = next.orElseThrow(NoSuchElementException::new);
      left--;
      sent += item.size();
      number++;
      next = left > 0 ? source.apply(number) : Optional.empty();
      return ChainItem.newBuilder().setRlp(WireCodec.wire(item)).build();
    }
  }
}
