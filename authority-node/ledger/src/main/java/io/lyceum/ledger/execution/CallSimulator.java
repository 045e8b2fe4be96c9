package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.transaction.TransactionBody;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/** Tries calls on a state without changing it. Safe for many threads. */
public final class CallSimulator {

  private final ChainConfig config;
  private final CodeCache codes;

  /** For a chain; the cache may be shared. */
  public CallSimulator(ChainConfig config, CodeCache codes) {
    this.config = config;
    this.codes = codes;
  }

  /** Runs a call as if it were the first transaction of a block on the state. */
  public TransactionOutcome call(StateReader state, BlockContext block, Call call) {
    return call(state, block, call, Tracer.NONE);
  }

  /** The same, heard by a tracer. */
  public TransactionOutcome call(StateReader state, BlockContext block, Call call, Tracer tracer) {
    TransactionProcessor processor =
        new TransactionProcessor(
            config.chainId(), Forks.rules(config, block.number(), block.timestamp()), codes);
    JournaledState journaled = new JournaledState(state);
    TransactionBody body = body(journaled, call);
    BlockContext paid =
        config
            .qbft(block.number(), block.timestamp())
            .miningBeneficiary()
            .map(block::withCoinbase)
            .orElse(block);
    BlockContext priced = call.gasPrice().isZero() ? paid.withBaseFee(UInt256.ZERO) : paid;

    Optional<Refusal> refusal =
        processor
            .validator()
            .checkSimulated(body)
            .or(() -> processor.validator().checkInBlock(body, priced, unlimited()))
            .or(() -> checkBalance(journaled, call, body));
    return refusal
        .<TransactionOutcome>map(TransactionOutcome.Refused::new)
        .orElseGet(() -> processor.run(journaled, priced, call.from(), body, tracer));
  }

  /**
   * Finds the least gas limit with which a call succeeds, up to the call's own. A callee gets 63
   * parts of 64 only, so the gas that was used need not suffice: the limit is searched for.
   */
  public GasEstimate estimateGas(StateReader state, BlockContext block, Call call) {
    TransactionOutcome atMost = call(state, block, call);
    if (!(atMost instanceof TransactionOutcome.Executed executed) || !executed.isSuccess()) {
      return new GasEstimate.Impossible(atMost);
    }
    long fails = executed.gasUsed() - 1;
    long succeeds = call.gas();
    long likely = executed.gasUsed() + executed.gasUsed() / 32;
    while (succeeds - fails > 1) {
      long tried = likely > fails && likely < succeeds ? likely : fails + (succeeds - fails) / 2;
      likely = 0;
      if (succeedsWith(state, block, call, tried)) {
        succeeds = tried;
      } else {
        fails = tried;
      }
    }
    return new GasEstimate.Sufficient(succeeds);
  }

  private boolean succeedsWith(StateReader state, BlockContext block, Call call, long gas) {
    return call(state, block, call.withGas(gas)) instanceof TransactionOutcome.Executed executed
        && executed.isSuccess();
  }

  private TransactionBody body(JournaledState state, Call call) {
    return new TransactionBody.DynamicFee(
        Optional.of(config.chainId()),
        state.nonce(call.from()),
        call.gasPrice(),
        call.gasPrice(),
        call.gas(),
        call.to(),
        call.value(),
        call.payload(),
        call.accessList());
  }

  private static BlockRoom unlimited() {
    return new BlockRoom(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Refuses a sender that cannot pay, or lends what it lacks. */
  private static Optional<Refusal> checkBalance(
      JournaledState state, Call call, TransactionBody body) {
    BigInteger lacking =
        TransactionValidator.maxCost(body)
            .subtract(state.balance(call.from()).toUnsignedBigInteger());
    if (lacking.signum() <= 0) {
      return Optional.empty();
    }
    if (call.checksBalance() || lacking.bitLength() > 256) {
      return Optional.of(Refusal.INSUFFICIENT_FUNDS);
    }
    state.addBalance(call.from(), UInt256.valueOf(lacking));
    return Optional.empty();
  }
}
