package io.lyceum.api.lyceum;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What an authority says about itself.
 *
 * @param address its account, that of its node key
 * @param state what it is doing
 * @param sealing whether it signs
 * @param abstainsUntil given while it abstains: it signs again after a block whose timestamp, in
 *     seconds since 1970, is above this
 * @param headNumber the number of its newest block
 * @param headHash the hash of its newest block
 * @param peers nodes that it is connected with
 * @param pendingTransactions in its pool, for the next blocks
 * @param queuedTransactions in its pool, waiting for one before them
 * @param engineClasses the arithmetic that it can replay
 */
public record NodeStatus(
    Address address,
    NodeState state,
    Sealing sealing,
    Optional<Long> abstainsUntil,
    long headNumber,
    Bytes32 headHash,
    int peers,
    int pendingTransactions,
    int queuedTransactions,
    List<String> engineClasses) {

  /** Keeps an unmodifiable copy of the engine classes. */
  public NodeStatus {
    engineClasses = List.copyOf(engineClasses);
  }
}
