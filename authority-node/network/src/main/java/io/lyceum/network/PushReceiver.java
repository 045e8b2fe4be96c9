package io.lyceum.network;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.network.wire.ConsensusHashes;
import io.lyceum.network.wire.NewBlock;
import io.lyceum.network.wire.Push;
import io.lyceum.network.wire.Transactions;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Checks what peers push against the limits and hands it to the handlers. */
final class PushReceiver {

  private final PeerHandlers handlers;
  private final NetworkLimits limits;
  private final ConsensusGossip consensus;
  private final SeenHashes seenTransactions;

  PushReceiver(
      PeerHandlers handlers,
      NetworkLimits limits,
      ConsensusGossip consensus,
      SeenHashes seenTransactions) {
    this.handlers = handlers;
    this.limits = limits;
    this.consensus = consensus;
    this.seenTransactions = seenTransactions;
  }

  /**
   * @throws InvalidPushException if the message exceeds a limit, has no known form, or is one that
   *     no honest node sends
   */
  void received(Peer from, Push push) throws InvalidPushException {
    switch (push.getContentCase()) {
      case CONSENSUS -> {
        limit(push.getConsensus().size(), limits.largestConsensusMessage(), "consensus message");
        consensus.received(from, WireCodec.bytes(push.getConsensus()));
      }
      case CONSENSUS_OFFER -> consensus.offered(from, hashes(push.getConsensusOffer()));
      case CONSENSUS_REQUEST -> consensus.requested(from, hashes(push.getConsensusRequest()));
      case TRANSACTIONS -> transactions(from, push.getTransactions());
      case BLOCK -> block(from, push.getBlock());
      case CONTENT_NOT_SET -> throw new InvalidPushException("pushed an unknown message");
    }
  }

  private static List<Bytes32> hashes(ConsensusHashes hashes) throws InvalidPushException {
    try {
      return WireCodec.hashes(hashes);
    } catch (IllegalArgumentException e) {
      throw new InvalidPushException("named a consensus message in an unknown form");
    }
  }

  private void transactions(Peer from, Transactions push) throws InvalidPushException {
    limit(push.getTransactionCount(), limits.transactionsPerPush(), "number of transactions");
    List<Bytes> fresh = new ArrayList<>();
    for (int i = 0; i < push.getTransactionCount(); i++) {
      limit(push.getTransaction(i).size(), limits.largestTransaction(), "transaction");
      Bytes transaction = WireCodec.bytes(push.getTransaction(i));
      Bytes32 hash = Keccak.hash(transaction);
      from.learns(hash);
      if (seenTransactions.add(hash)) {
        fresh.add(transaction);
      }
    }
    if (!fresh.isEmpty()) {
      handlers.transactions().received(from.address(), List.copyOf(fresh)).stream()
          .map(Keccak::hash)
          .forEach(seenTransactions::remove);
    }
  }

  private void block(Peer from, NewBlock push) throws InvalidPushException {
    if (push.hasBlock()) {
      limit(push.getBlock().size(), limits.largestPushedBlock(), "block");
    }
    BlockAnnouncement announcement;
    try {
      announcement = WireCodec.announcement(push);
    } catch (IllegalArgumentException e) {
      throw new InvalidPushException("announced a block in an unknown form");
    }
    from.announced(announcement.number(), announcement.hash());
    if (from.comesLevel(handlers.chain().status().headHash())) {
      handlers.peers().cameLevel(from.address());
    }
    handlers.blocks().announced(from.address(), announcement);
  }

  private static void limit(int size, int largest, String what) throws InvalidPushException {
    if (size == 0 || size > largest) {
      throw new InvalidPushException("pushed a " + what + " of " + size);
    }
  }
}
