package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.transport.PeerEndpoint;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The peers that a node keeps connected: the partners whose address is known. Any thread may read.
 */
final class PeerTable implements AutoCloseable {

  /** As many as the contracts allow authorities, and some to spare. */
  private static final int MOST_PEERS = 128;

  private record Entry(Peer peer, PeerConnector connector) {}

  private final Address self;
  private final Membership membership;
  private final AddressBook book;
  private final NetworkLimits limits;
  private final Function<Peer, PeerConnector> connectors;
  private final NavigableMap<Address, Entry> entries = new ConcurrentSkipListMap<>();
  private boolean closed;

  /**
   * @param self this node, which is passed over
   * @param connectors makes what keeps a peer connected; not started yet
   */
  PeerTable(
      Address self,
      Membership membership,
      AddressBook book,
      NetworkLimits limits,
      Function<Peer, PeerConnector> connectors) {
    this.self = self;
    this.membership = membership;
    this.book = book;
    this.limits = limits;
    this.connectors = connectors;
  }

  /** The peer with an address. */
  Optional<Peer> find(Address address) {
    return Optional.ofNullable(entries.get(address)).map(Entry::peer);
  }

  /** All of them, ascending by address. */
  Collection<Peer> all() {
    return entries.values().stream().map(Entry::peer).toList();
  }

  /** Leaves those who are no partners any more, and begins to connect those who have become so. */
  synchronized void refresh() {
    if (closed) {
      return;
    }
    Set<Address> partners = new TreeSet<>(membership.partners());
    partners.remove(self);
    for (Address known : List.copyOf(entries.keySet())) {
      if (!partners.contains(known)) {
        entries.remove(known).connector().stop();
      }
    }
    for (Address partner : partners) {
      book.endpoints(partner).stream().findFirst().ifPresent(place -> keep(partner, place));
    }
  }

  private void keep(Address partner, PeerEndpoint place) {
    Entry known = entries.get(partner);
    if (known == null && entries.size() < MOST_PEERS) {
      Peer peer = new Peer(place, limits);
      PeerConnector connector = connectors.apply(peer);
      entries.put(partner, new Entry(peer, connector));
      connector.start();
    }
  }

  /** Ends all connections, and connects nobody any more. */
  @Override
  public synchronized void close() {
    closed = true;
    entries.values().forEach(entry -> entry.connector().stop());
    entries.values().forEach(entry -> entry.connector().close());
    entries.clear();
  }
}
