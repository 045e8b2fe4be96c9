package io.lyceum.network;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.ConsensusHandler.Verdict;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Carries consensus messages to every node that is connected with their author, be it by way of
 * others. A valid message is passed on once to each peer that is not known to have it: a small one
 * whole, a large one is offered by its hash, so that where all are connected with all it crosses
 * few links more than it must.
 */
final class ConsensusGossip {

  /** Bytes of a message that costs less than to be asked for. */
  static final int LARGEST_UNASKED = 4 << 10;

  /** Hashes in one offer or request. */
  private static final int MOST_HASHES = 64;

  private final PeerTable peers;
  private final NetworkLimits limits;
  private final ConsensusHandler handler;

  /** What was handed over, or is being judged. */
  private final SeenHashes seen;

  /** What was judged to be worth passing on. */
  private final SeenHashes valid;

  ConsensusGossip(PeerTable peers, NetworkLimits limits, ConsensusHandler handler) {
    this.peers = peers;
    this.limits = limits;
    this.handler = handler;
    this.seen = new SeenHashes(limits.rememberedHashes());
    this.valid = new SeenHashes(limits.rememberedHashes());
  }

  /** Sends a message of this node to all connected peers, also to those that have it. */
  void broadcast(Bytes message) {
    Bytes32 hash = own(message);
    peers.all().forEach(peer -> peer.sendConsensus(message, hash));
  }

  /** Sends a message of this node to one peer; false if it is not connected. */
  boolean send(Address to, Bytes message) {
    Bytes32 hash = own(message);
    return peers.find(to).filter(peer -> peer.sendConsensus(message, hash)).isPresent();
  }

  private Bytes32 own(Bytes message) {
    if (message.isEmpty() || message.size() > limits.largestConsensusMessage()) {
      throw new IllegalArgumentException(
          "A consensus message of " + message.size() + " bytes cannot be sent");
    }
    Bytes32 hash = Keccak.hash(message);
    seen.add(hash);
    return hash;
  }

  /** Passes messages of others on to one peer, as far as it is not known to have them. */
  void tell(Address to, List<Bytes> messages) {
    peers
        .find(to)
        .ifPresent(
            peer -> {
              for (Bytes message : messages) {
                peer.tellConsensus(message, Keccak.hash(message));
              }
            });
  }

  /** The same for a peer whose own link stands, so that it can ask for what is large. */
  void remind(Address to, List<Bytes> messages) {
    peers
        .find(to)
        .ifPresent(
            peer -> messages.forEach(message -> passOn(peer, message, Keccak.hash(message))));
  }

  /**
   * A peer pushed a message.
   *
   * @throws InvalidPushException if no honest node sends it
   */
  void received(Peer from, Bytes message) throws InvalidPushException {
    Bytes32 hash = Keccak.hash(message);
    from.hears(hash);
    if (!seen.add(hash)) {
      if (valid.contains(hash)) {
        // Its author sent it again, perhaps because not all have it.
        passOn(message, hash);
      }
      return;
    }
    boolean passes = false;
    try {
      passes = judge(from, message, hash);
    } finally {
      if (!passes) {
        seen.remove(hash);
      }
    }
    if (passes) {
      passOn(message, hash);
    }
  }

  private boolean judge(Peer from, Bytes message, Bytes32 hash) throws InvalidPushException {
    return switch (handler.received(from.address(), message)) {
      case Verdict.PassOn(Address author) -> {
        valid.add(hash);
        peers.find(author).ifPresent(peer -> peer.hears(hash));
        yield true;
      }
      case Verdict.Keep _ -> false;
      case Verdict.Refuse(String reason) -> throw new InvalidPushException(reason);
    };
  }

  private void passOn(Bytes message, Bytes32 hash) {
    peers.all().forEach(peer -> passOn(peer, message, hash));
  }

  private static void passOn(Peer peer, Bytes message, Bytes32 hash) {
    if (message.size() <= LARGEST_UNASKED) {
      peer.tellConsensus(message, hash);
    } else {
      peer.offer(message, hash);
    }
  }

  /**
   * A peer offers messages: what is new is asked for.
   *
   * @throws InvalidPushException if the offer is too large
   */
  void offered(Peer from, List<Bytes32> hashes) throws InvalidPushException {
    limit(hashes);
    hashes.forEach(from::hears);
    List<Bytes32> wanted = hashes.stream().filter(hash -> !seen.contains(hash)).toList();
    if (!wanted.isEmpty()) {
      from.request(wanted);
    }
  }

  /**
   * A peer asks for messages: it gets each that it was offered, once.
   *
   * @throws InvalidPushException if the request is too large
   */
  void requested(Peer from, List<Bytes32> hashes) throws InvalidPushException {
    limit(hashes);
    for (Bytes32 hash : hashes) {
      from.takeOffer(hash).ifPresent(message -> from.sendConsensus(message, hash));
    }
  }

  private static void limit(List<Bytes32> hashes) throws InvalidPushException {
    if (hashes.isEmpty() || hashes.size() > MOST_HASHES) {
      throw new InvalidPushException(
          "named " + hashes.size() + " consensus messages in one message");
    }
  }
}
