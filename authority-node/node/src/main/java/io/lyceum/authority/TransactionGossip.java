package io.lyceum.authority;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.TransactionHandler;
import io.lyceum.pool.TransactionPool;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the transactions of peers into the pool, and passes on what the pool admits. */
final class TransactionGossip implements TransactionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionGossip.class);

  private final TransactionPool pool;

  TransactionGossip(TransactionPool pool) {
    this.pool = pool;
  }

  /** Passes on everything that is admitted from now on, whoever brought it. */
  void passOnTo(PeerNetwork network) {
    pool.onAdmitted(transaction -> network.gossipTransactions(List.of(transaction.encoded())));
  }

  @Override
  public void received(Address from, List<Bytes> transactions) {
    for (Bytes encoded : transactions) {
      try {
        pool.add(Transaction.decode(encoded));
      } catch (InvalidRlpException e) {
        LOG.warn("Peer {} sent a malformed transaction: {}", from, e.getMessage());
      }
    }
  }
}
