package io.lyceum.ledger.statetest;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.state.StateChanges;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * One official state test: a state, a transaction, and what must come of it under a fork.
 *
 * @param name that finds it again: file, test, and indexes of the variant
 * @param fork the fork's name
 * @param chainId the chain's id (EIP-155)
 * @param before the accounts that there are
 * @param block in which the transaction runs
 * @param transaction its encoding
 * @param expected what must come of it
 */
public record StateTestCase(
    String name,
    String fork,
    UInt256 chainId,
    StateChanges before,
    BlockContext block,
    Bytes transaction,
    Expectation expected) {

  /**
   * What must come of a transaction.
   *
   * @param root of the state after it
   * @param logsHash Keccak-256 of the RLP of its events
   * @param refusal the name of the reason for which it must be refused, if it must
   */
  public record Expectation(Bytes32 root, Bytes32 logsHash, Optional<String> refusal) {}
}
