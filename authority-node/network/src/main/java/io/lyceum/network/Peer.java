package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.PeerEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** What this node knows of one peer: its chain, what it has seen, and the link to it. */
final class Peer {

  private final Address address;
  private final SeenHashes seen;
  private volatile PeerEndpoint endpoint;
  private final AtomicReference<ChainStatus> status = new AtomicReference<>();
  private final AtomicReference<OutgoingLink> link = new AtomicReference<>();
  private final LongAdder undelivered = new LongAdder();

  Peer(PeerEndpoint endpoint, int rememberedHashes) {
    this.address = endpoint.address();
    this.endpoint = endpoint;
    this.seen = new SeenHashes(rememberedHashes);
  }

  Address address() {
    return address;
  }

  /** Where it is reached, as far as is known now. */
  PeerEndpoint endpoint() {
    return endpoint;
  }

  void movedTo(PeerEndpoint place) {
    endpoint = place;
  }

  /** Remembers that the peer knows something; true if that is news. */
  boolean learns(Bytes32 hash) {
    return seen.add(hash);
  }

  /** The peer was not sent a message after all, which carried these. */
  void misses(List<Bytes32> hashes) {
    undelivered.increment();
    hashes.forEach(seen::remove);
  }

  /** Messages that were dropped, since the peer did not take them. */
  long undelivered() {
    return undelivered.sum();
  }

  void greeted(ChainStatus latest) {
    status.set(latest);
  }

  /** Takes note of a block that the peer has; its head only ever rises here. */
  void announced(long number, Bytes32 hash) {
    learns(hash);
    status.updateAndGet(
        known ->
            known == null || Long.compareUnsigned(number, known.headNumber()) <= 0
                ? known
                : known.withHead(number, hash));
  }

  /** A new link: the peer may have lost what an earlier one carried, so it is told again. */
  void linked(OutgoingLink open) {
    seen.clear();
    link.set(open);
  }

  void unlinked() {
    link.set(null);
  }

  Optional<OutgoingLink> link() {
    return Optional.ofNullable(link.get());
  }

  /** Queues a consensus message; false if the peer is not connected. */
  boolean sendConsensus(Bytes message) {
    Optional<OutgoingLink> open = link();
    open.ifPresent(to -> to.sendConsensus(WireCodec.consensus(message)));
    return open.isPresent();
  }

  void gossipTransactions(List<Bytes> transactions, List<Bytes32> hashes) {
    link().ifPresent(to -> to.sendGossip(WireCodec.transactions(transactions), hashes));
  }

  void announce(BlockAnnouncement announcement) {
    link()
        .ifPresent(
            to -> to.sendGossip(WireCodec.block(announcement), List.of(announcement.hash())));
  }

  PeerInfo info() {
    return new PeerInfo(endpoint, link.get() != null, Optional.ofNullable(status.get()));
  }
}
