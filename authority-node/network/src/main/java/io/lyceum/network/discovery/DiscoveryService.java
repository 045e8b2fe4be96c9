package io.lyceum.network.discovery;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.Caller;
import io.lyceum.network.wire.AddressRecords;
import io.lyceum.network.wire.DiscoveryGrpc;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges address records with whoever is admitted. */
public final class DiscoveryService extends DiscoveryGrpc.DiscoveryImplBase {

  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryService.class);

  private final AddressBook book;
  private final DiscoveryLimits limits;
  private final ExchangeQuota quota;

  /** Learns into a book, and tells what is in it. */
  public DiscoveryService(AddressBook book, DiscoveryLimits limits, InstantSource clock) {
    this.book = book;
    this.limits = limits;
    this.quota = new ExchangeQuota(limits, clock);
  }

  @Override
  public void exchange(AddressRecords told, StreamObserver<AddressRecords> response) {
    Address caller = Caller.address();
    if (!quota.take(caller)) {
      response.onError(
          Status.RESOURCE_EXHAUSTED.withDescription("Too many exchanges").asException());
      return;
    }
    try {
      book.learn(RecordCodec.decode(told, limits.records()));
      response.onNext(RecordCodec.encode(book.records()));
      response.onCompleted();
    } catch (DiscoveryException e) {
      LOG.warn("Peer {} {}", caller, e.getMessage());
      response.onError(Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asException());
    }
  }
}
