package io.lyceum.api.lyceum;

import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What an authority says about itself.
 *
 * @param address its account, that of its node key
 * @param phase what it is doing
 * @param headNumber the number of its newest block
 * @param headHash the hash of its newest block
 * @param peers nodes that it is connected with
 * @param pendingTransactions in its pool, for the next blocks
 * @param queuedTransactions in its pool, waiting for one before them
 * @param engineClasses the arithmetic that it can replay
 */
public record NodeStatus(
    Address address,
    Phase phase,
    long headNumber,
    Bytes32 headHash,
    int peers,
    int pendingTransactions,
    int queuedTransactions,
    List<String> engineClasses) {

  /** What a node is doing, in the order in which it comes to it. */
  public enum Phase {
    /** It opens its stores. */
    GENESIS,
    /** It connects to its peers. */
    BOOT,
    /** It fetches blocks that others have. */
    SYNCING,
    /** It follows the chain, and seals with the others if it is a validator. */
    READY,
    /** It closes. */
    STOPPING
  }

  /** Keeps an unmodifiable copy of the engine classes. */
  public NodeStatus {
    engineClasses = List.copyOf(engineClasses);
  }
}
