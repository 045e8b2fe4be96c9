package io.lyceum.authority.sync;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.ChainStatus;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the peers have come, as they tell: by greeting, by announcing blocks, or by working on
 * the block after. Nothing of it is believed before headers prove it. Safe for use by many threads.
 */
final class PeerHeads {

  private final PeerNetwork network;
  private final Map<Address, Long> shown = new ConcurrentHashMap<>();

  PeerHeads(PeerNetwork network) {
    this.network = network;
  }

  /** A peer showed that it has a block. */
  void shows(Address peer, long head) {
    shown.merge(peer, head, Math::max);
  }

  /** The last block of a peer; 0 if it is not connected. */
  long of(Address peer) {
    return network.peers().stream()
        .filter(info -> info.endpoint().address().equals(peer))
        .mapToLong(this::head)
        .findFirst()
        .orElse(0);
  }

  /** The connected peers that have a block after this height. */
  List<Address> ahead(long height) {
    return network.peers().stream()
        .filter(info -> head(info) > height)
        .map(info -> info.endpoint().address())
        .toList();
  }

  private long head(PeerInfo peer) {
    return peer.connected()
        ? Math.max(
            peer.status().map(ChainStatus::headNumber).orElse(0L),
            shown.getOrDefault(peer.endpoint().address(), 0L))
        : 0;
  }
}
