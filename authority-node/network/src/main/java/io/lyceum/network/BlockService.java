package io.lyceum.network;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.lyceum.network.transport.MessagePump;
import io.lyceum.network.wire.BlockRange;
import io.lyceum.network.wire.BlocksGrpc;
import io.lyceum.network.wire.EncodedBlock;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
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
  public void range(BlockRange range, StreamObserver<EncodedBlock> receiver) {
    if (range.getFirst() < 0 || range.getCount() < 1) {
      receiver.onError(Status.INVALID_ARGUMENT.asException());
      return;
    }
    int count = Math.min(range.getCount(), limits.blocksPerRequest());
    MessagePump.send(receiver, new Blocks(range.getFirst(), count));
  }

  private final class Blocks implements Iterator<EncodedBlock> {

    private long number;
    private int left;
    private long bytesLeft = limits.bytesPerRequest();
    private Optional<Bytes> next;

    Blocks(long first, int count) {
      number = first;
      left = count;
      next = chain.block(first);
    }

    @Override
    public boolean hasNext() {
      return left > 0 && next.isPresent() && next.get().size() <= bytesLeft;
    }

    @Override
    public EncodedBlock next() {
      Bytes block = next.orElseThrow(NoSuchElementException::new);
      left--;
      bytesLeft -= block.size();
      number++;
      next = left > 0 ? chain.block(number) : Optional.empty();
      return EncodedBlock.newBuilder().setBlock(WireCodec.wire(block)).build();
    }
  }
}
