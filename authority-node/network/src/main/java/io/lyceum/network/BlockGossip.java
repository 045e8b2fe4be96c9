package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Tells peers of blocks. All learn the hash; the block itself goes to few, as with Ethereum's
 * eth/68: to as many of those who may lack it as the square root of their number. The others hear
 * it from these, or fetch it.
 */
final class BlockGossip {

  private final PeerTable peers;
  private final NetworkLimits limits;
  private final RandomGenerator random;
  private final LongAdder bytesSent = new LongAdder();

  BlockGossip(PeerTable peers, NetworkLimits limits, RandomGenerator random) {
    this.peers = peers;
    this.limits = limits;
    this.random = random;
  }

  /** As {@link PeerNetwork#announceBlock}. */
  synchronized void announce(long number, Bytes32 hash, Bytes block, Set<Address> sealers) {
    List<Peer> lacking = new ArrayList<>();
    BlockAnnouncement lean = new BlockAnnouncement(number, hash, Optional.empty());
    for (Peer peer : peers.all()) {
      if (peer.link().isPresent()) {
        if (peer.learns(hash) && !sealers.contains(peer.address())) {
          lacking.add(peer);
        } else {
          peer.announce(lean);
        }
      }
    }
    boolean small = block.size() <= limits.largestPushedBlock();
    BlockAnnouncement whole = new BlockAnnouncement(number, hash, Optional.of(block));
    for (int left = small ? wholeCopies(lacking.size()) : 0; left > 0; left--) {
      lacking.remove(random.nextInt(lacking.size())).announce(whole);
      bytesSent.add(block.size());
    }
    lacking.forEach(peer -> peer.announce(lean));
  }

  /** Bytes of the blocks that went along with their announcement, once for each peer. */
  long bytesSent() {
    return bytesSent.sum();
  }

  private static int wholeCopies(int peers) {
    return (int) Math.ceil(Math.sqrt(peers));
  }
}
