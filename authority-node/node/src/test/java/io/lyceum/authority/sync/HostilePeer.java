package io.lyceum.authority.sync;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.lyceum.authority.sync.SyncNode.Identity;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.network.transport.PeerServer;
import io.lyceum.network.wire.BlockRange;
import io.lyceum.network.wire.BlocksGrpc;
import io.lyceum.network.wire.ChainItem;
import io.lyceum.network.wire.Greeting;
import io.lyceum.network.wire.LinkClosed;
import io.lyceum.network.wire.LinkGrpc;
import io.lyceum.network.wire.Push;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A node that is admitted, tells of a long chain, and serves whatever it likes. */
final class HostilePeer implements AutoCloseable {

  /** How it answers a request. */
  interface Answer {

    /** Serves a range; it may leave the call open. */
    void serve(BlockRange range, StreamObserver<ChainItem> receiver);
  }

  /** Counts the requests that came. */
  final AtomicInteger asked = new AtomicInteger();

  private final PeerServer server;

  HostilePeer(Identity identity, Genesis genesis, long claimedHead, Answer headers, Answer bodies) {
    server =
        new PeerServer(
            SyncNode.HOST,
            identity.endpoint().port(),
            identity.tls(),
            1 << 20,
            List.of(new Link(genesis, claimedHead), new Blocks(headers, bodies)));
  }

  HostilePeer start() throws IOException {
    server.start();
    return this;
  }

  static ChainItem item(Bytes rlp) {
    return ChainItem.newBuilder().setRlp(ByteString.copyFrom(rlp.toArrayUnsafe())).build();
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Blocks extends BlocksGrpc.BlocksImplBase {

    private final Answer headers;
    private final Answer bodies;

    Blocks(Answer headers, Answer bodies) {
      this.headers = headers;
      this.bodies = bodies;
    }

    @Override
    public void headers(BlockRange range, StreamObserver<ChainItem> receiver) {
      asked.incrementAndGet();
      headers.serve(range, receiver);
    }

    @Override
    public void bodies(BlockRange range, StreamObserver<ChainItem> receiver) {
      asked.incrementAndGet();
      bodies.serve(range, receiver);
    }
  }

  private static final class Link extends LinkGrpc.LinkImplBase {

    private final Greeting greeting;

    Link(Genesis genesis, long claimedHead) {
      greeting =
          Greeting.newBuilder()
              .setChainId(bytes(genesis.config().chainId().toMinimalBytes()))
              .setGenesisHash(bytes(genesis.hash()))
              .setHeadNumber(claimedHead)
              .setHeadHash(bytes(Bytes32.ZERO))
              .build();
    }

    private static ByteString bytes(Bytes bytes) {
      return ByteString.copyFrom(bytes.toArrayUnsafe());
    }

    @Override
    public void greet(Greeting theirs, StreamObserver<Greeting> receiver) {
      receiver.onNext(greeting);
      receiver.onCompleted();
    }

    @Override
    public StreamObserver<Push> open(StreamObserver<LinkClosed> receiver) {
      return new StreamObserver<>() {
        @Override
        public void onNext(Push push) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
          receiver.onCompleted();
        }
      };
    }
  }
}
