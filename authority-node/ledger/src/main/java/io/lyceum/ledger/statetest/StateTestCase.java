package io.lyceum.ledger.statetest;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.genesis.BlobLimits;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
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
 * @param blobs how many blobs there may be, where the test says so
 * @param before the accounts that there are
 * @param block in which the transaction runs
 * @param sent the transaction
 * @param expected what must come of it
 */
public record StateTestCase(
    String name,
    String fork,
    UInt256 chainId,
    Optional<BlobLimits> blobs,
    StateChanges before,
    BlockContext block,
    Sent sent,
    Expectation expected) {

  /** What is sent: a transaction in one of the forms that tests have. */
  public sealed interface Sent {

    /**
     * It is given as on the wire, be it readable or not.
     *
     * @param transaction its bytes
     */
    record Encoded(Bytes transaction) implements Sent {}

    /**
     * It is given by its fields, without a signature.
     *
     * @param sender who would have signed
     * @param body what would be signed
     */
    record Described(Address sender, TransactionBody body) implements Sent {}

    /**
     * It has a field that no transaction can have.
     *
     * @param reason a sentence
     */
    record Impossible(String reason) implements Sent {}
  }

  /**
   * What must come of a transaction.
   *
   * @param root of the state after it
   * @param logsHash Keccak-256 of the RLP of its events
   * @param refusal the name of the reason for which it must be refused, if it must
   */
  public record Expectation(Bytes32 root, Bytes32 logsHash, Optional<String> refusal) {}
}
