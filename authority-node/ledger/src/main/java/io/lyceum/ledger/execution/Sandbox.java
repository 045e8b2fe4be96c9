package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A state on which calls take effect without signatures, fees or blocks. A genesis with contracts
 * in it is computed here, and contracts are tried out. A call has the gas of a whole block.
 *
 * <p>For one thread.
 */
public final class Sandbox {

  private final ChainConfig config;
  private final CodeCache codes = new CodeCache(64);
  private final JournaledState state;
  private BlockContext block;

  /** Begins on a state, in a block whose base fee is ignored. */
  public Sandbox(ChainConfig config, StateReader base, BlockContext block) {
    this.config = config;
    this.state = new JournaledState(base);
    moveTo(block);
  }

  /** What comes next happens in another block. */
  public void moveTo(BlockContext next) {
    block = next.withBaseFee(UInt256.ZERO);
  }

  /** The block in which things happen. */
  public BlockContext block() {
    return block;
  }

  /** Gives an account wei out of nothing. */
  public void fund(Address address, UInt256 amount) {
    state.addBalance(address, amount);
    state.endTransaction();
  }

  /**
   * Runs init code as the constructor of a contract at a fixed address, and leaves there what it
   * returns. Its storage and calls take effect as in a creation.
   *
   * @param deployer what the constructor sees as sender
   * @throws IllegalStateException if the constructor fails; nothing is changed then
   */
  public void deployAt(Address address, Bytes initCode, Address deployer) {
    deployAt(address, initCode, deployer, UInt256.ZERO);
  }

  /**
   * The same, and the constructor is sent wei.
   *
   * @throws IllegalStateException if the constructor fails; nothing is changed then
   * @throws IllegalArgumentException if the deployer has less
   */
  public void deployAt(Address address, Bytes initCode, Address deployer, UInt256 value) {
    if (state.balance(deployer).compareTo(value) < 0) {
      throw new IllegalArgumentException(Refusal.INSUFFICIENT_FUNDS.sentence());
    }
    MessageResult result = processor().deployAt(state, block, deployer, address, value, initCode);
    state.endTransaction();
    if (!result.isSuccess()) {
      throw new IllegalStateException(
          "The constructor at " + address + " failed: " + reason(result.halt(), result.output()));
    }
  }

  /**
   * Creates a contract at the address that the sender's nonce gives.
   *
   * @throws IllegalStateException if the constructor fails
   */
  public Address deploy(Address from, Bytes initCode) {
    TransactionOutcome.Executed executed = transact(from, Optional.empty(), UInt256.ZERO, initCode);
    if (!executed.isSuccess()) {
      throw new IllegalStateException(
          "The constructor failed: " + reason(executed.halt(), executed.output()));
    }
    return executed.created().orElseThrow();
  }

  /**
   * Sends a free transaction, which takes effect.
   *
   * @throws IllegalArgumentException if it cannot be sent: the sender lacks the value, or the gas
   *     of a block does not suffice for the data
   */
  public TransactionOutcome.Executed transact(
      Address from, Address to, UInt256 value, Bytes payload) {
    return transact(from, Optional.of(to), value, payload);
  }

  /** Calls without effect. Its outcome has the output or the revert data. */
  public TransactionOutcome.Executed view(Address from, Address to, Bytes payload) {
    int snapshot = state.snapshot();
    TransactionOutcome.Executed executed = run(from, Optional.of(to), UInt256.ZERO, payload);
    state.rollback(snapshot);
    return executed;
  }

  /** The state as it is, to be read. */
  public JournaledState state() {
    return state;
  }

  /** All that happened, as changes of the state on which this began. */
  public StateChanges changes() {
    return state.changes();
  }

  private TransactionOutcome.Executed transact(
      Address from, Optional<Address> to, UInt256 value, Bytes payload) {
    TransactionOutcome.Executed executed = run(from, to, value, payload);
    state.endTransaction();
    return executed;
  }

  private TransactionOutcome.Executed run(
      Address from, Optional<Address> to, UInt256 value, Bytes payload) {
    TransactionBody body =
        new TransactionBody.DynamicFee(
            Optional.of(config.chainId()),
            state.nonce(from),
            UInt256.ZERO,
            UInt256.ZERO,
            block.gasLimit(),
            to,
            value,
            payload,
            List.of());
    TransactionProcessor processor = processor();
    processor
        .validator()
        .checkSimulated(body)
        .or(
            () ->
                state.balance(from).compareTo(value) < 0
                    ? Optional.of(Refusal.INSUFFICIENT_FUNDS)
                    : Optional.empty())
        .ifPresent(
            refusal -> {
              throw new IllegalArgumentException(refusal.sentence());
            });
    return processor.execute(state, block, from, body);
  }

  private TransactionProcessor processor() {
    return new TransactionProcessor(
        config.chainId(), Forks.rules(config, block.number(), block.timestamp()), codes);
  }

  private static String reason(Optional<?> halt, Bytes output) {
    return halt.map(Object::toString).orElseGet(() -> "reverted with " + output);
  }
}
