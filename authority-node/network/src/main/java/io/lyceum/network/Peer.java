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

  /** The consensus messages that it has; apart, since transactions are so many more. */
  private final SeenHashes heard;

  private final OfferedMessages offers;
  private volatile PeerEndpoint endpoint;

  /** The last of this node's heads that the peer was known to have come to. */
  private final AtomicReference<Bytes32> level = new AtomicReference<>(Bytes32.ZERO);

  private final AtomicReference<ChainStatus> status = new AtomicReference<>();
  private final AtomicReference<OutgoingLink> link = new AtomicReference<>();
  private final LongAdder undelivered = new LongAdder();

  Peer(PeerEndpoint endpoint, NetworkLimits limits) {
    this.address = endpoint.address();
    this.endpoint = endpoint;
    this.seen = new SeenHashes(limits.rememberedHashes());
    this.heard = new SeenHashes(limits.rememberedHashes());
    this.offers = new OfferedMessages(limits.offers());
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

  /** Remembers that the peer knows a transaction or a block; true if that is news. */
  boolean learns(Bytes32 hash) {
    return seen.add(hash);
  }

  /** Remembers that the peer has a consensus message. */
  void hears(Bytes32 hash) {
    heard.add(hash);
  }

  /** The peer was not sent a message after all, which carried these. */
  void misses(List<Bytes32> hashes) {
    undelivered.increment();
    hashes.forEach(seen::remove);
    hashes.forEach(heard::remove);
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

  /**
   * Whether the peer has this node's head, and that is news. What it heard before counts no more
   * then.
   */
  boolean comesLevel(Bytes32 head) {
    ChainStatus known = status.get();
    boolean same = known != null && known.headHash().equals(head);
    boolean news = same && !head.equals(level.getAndSet(head));
    if (news) {
      heard.clear();
    }
    return news;
  }

  /** A new link: the peer may have lost what an earlier one carried, so it is told again. */
  void linked(OutgoingLink open) {
    seen.clear();
    heard.clear();
    offers.clear();
    link.set(open);
  }

  void unlinked() {
    link.set(null);
  }

  Optional<OutgoingLink> link() {
    return Optional.ofNullable(link.get());
  }

  /** Queues a consensus message; false if the peer is not connected. */
  boolean sendConsensus(Bytes message, Bytes32 hash) {
    Optional<OutgoingLink> open = link();
    open.ifPresent(
        to -> {
          hears(hash);
          to.sendConsensus(WireCodec.consensus(message), List.of(hash));
        });
    return open.isPresent();
  }

  /** Queues a consensus message, unless the peer has it. */
  void tellConsensus(Bytes message, Bytes32 hash) {
    if (link().isPresent() && heard.add(hash)) {
      sendConsensus(message, hash);
    }
  }

  /** Offers a consensus message, unless the peer has it; it may ask for it then. */
  void offer(Bytes message, Bytes32 hash) {
    link()
        .filter(_ -> !heard.contains(hash))
        .ifPresent(
            to -> {
              offers.add(hash, message);
              to.sendConsensus(WireCodec.consensusOffer(List.of(hash)), List.of());
            });
  }

  /** The message of an offer that the peer takes up. */
  Optional<Bytes> takeOffer(Bytes32 hash) {
    return offers.take(hash);
  }

  /** Asks for consensus messages that the peer offered. */
  void request(List<Bytes32> hashes) {
    link().ifPresent(to -> to.sendConsensus(WireCodec.consensusRequest(hashes), List.of()));
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
