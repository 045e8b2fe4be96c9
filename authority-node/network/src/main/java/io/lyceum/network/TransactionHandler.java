package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** Takes gossiped transactions. */
@FunctionalInterface
public interface TransactionHandler {

  /**
   * Transactions came that were not seen lately. Whoever accepts one passes it on with {@link
   * PeerNetwork#gossipTransactions}; the network passes on nothing by itself, so that what is
   * invalid goes no further. Threads as in {@link ConsensusHandler#received}.
   *
   * @param transactions each in its EIP-2718 form, unchecked
   * @return those that were dropped: they count as not seen, and a copy of another peer is heard
   */
  List<Bytes> received(Address from, List<Bytes> transactions);
}
