package io.lyceum.pool;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.BlockHashes;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.execution.BlockRoom;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.execution.TransactionValidator;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What the pool has to know of the chain to judge a transaction for the next block.
 *
 * @param state after the newest block
 * @param nextBlock gas limit, base fee and number of the next block
 * @param validator by the rules of the next block
 * @param members senders whom the chain knows, for whom the pool keeps room
 */
public record PoolHead(
    StateReader state,
    BlockContext nextBlock,
    TransactionValidator validator,
    Set<Address> members) {

  /** Keeps an unmodifiable copy of the members. */
  public PoolHead {
    members = Set.copyOf(members);
  }

  /**
   * What the newest block of a chain leaves to the next.
   *
   * @param targetGasLimit as {@link BlockBuilder} has it
   * @param members senders whom the chain knows
   */
  public static PoolHead of(Blockchain chain, long targetGasLimit, Set<Address> members) {
    ChainConfig config = chain.genesis().config();
    BlockHeader parent = chain.head();
    long timestamp =
        parent.timestamp()
            + config.qbft(parent.number() + 1, parent.timestamp()).blockPeriod().toSeconds();
    BlockHeader next = ChildHeader.of(config, parent, timestamp, targetGasLimit).build();
    ForkRules rules = Forks.rules(config, next.number(), timestamp);
    return new PoolHead(
        chain.stateAt(parent.stateRoot()),
        BlockContext.of(next, BlockHashes.NONE),
        new TransactionValidator(config.chainId(), rules),
        members);
  }

  /** The account of a sender. */
  AccountState account(Address sender) {
    return state.account(sender).orElse(AccountState.EMPTY);
  }

  /** The base fee of the next block, in wei. */
  UInt256 nextBaseFee() {
    return nextBlock.baseFee();
  }

  /** Whether both judge by the same fork, so that what passed one passes the other. */
  boolean hasRulesOf(PoolHead other) {
    return validator.rules().name().equals(other.validator.rules().name());
  }

  /** Why no block can hold a transaction, be it that it must still wait for others. */
  Optional<Refusal> check(Transaction transaction, AccountState sender) {
    var body = transaction.body();
    BlockRoom whole = new BlockRoom(nextBlock.gasLimit(), 0);
    return validator
        .checkAlone(body)
        .or(() -> validator.checkInBlock(body, nextBlock, whole))
        .or(
            () ->
                Long.compareUnsigned(body.nonce(), sender.nonce()) < 0
                    ? Optional.of(Refusal.NONCE_TOO_LOW)
                    : validator.checkSenderIgnoringNonce(body, sender, state::code));
  }
}
