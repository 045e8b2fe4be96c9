package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Interruption;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.evm.trace.AccessListTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.TransactionBody;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/** Tries calls on a state without changing it. Safe for many threads. */
public final class CallSimulator {

  /** A call can be made that touches something else each time. */
  private static final int MOST_TRIES = 16;

  private final ChainConfig config;
  private final CodeCache codes;
  private final Interruption interruption;

  /** For a chain; the cache may be shared. */
  public CallSimulator(ChainConfig config, CodeCache codes) {
    this(config, codes, Interruption.NEVER);
  }

  private CallSimulator(ChainConfig config, CodeCache codes, Interruption interruption) {
    this.config = config;
    this.codes = codes;
    this.interruption = interruption;
  }

  /** The same, whose calls may be stopped. */
  public CallSimulator until(Interruption stop) {
    return new CallSimulator(config, codes, stop);
  }

  /** Runs a call as if it were the first transaction of a block on the state. */
  public TransactionOutcome call(StateReader state, BlockContext block, Call call) {
    return call(new CallSite(state, block), call, Tracer.NONE);
  }

  /** The same where some things differ, heard by a tracer. */
  public TransactionOutcome call(CallSite site, Call call, Tracer tracer) {
    BlockContext block = blockOf(site);
    TransactionProcessor processor =
        new TransactionProcessor(config.chainId(), rules(site), codes, interruption);
    JournaledState journaled = new JournaledState(site.state());
    TransactionBody body = call.body(config.chainId(), journaled.nonce(call.from()));
    BlockContext priced = call.fees().isFree() ? block.withBaseFee(UInt256.ZERO) : block;

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
   * The rules by which a call runs.
   *
   * @throws IllegalArgumentException if it moves precompiled contracts that there are not
   */
  public ForkRules rules(CallSite site) {
    BlockContext block = blockOf(site);
    return Forks.rules(config, block.number(), block.timestamp())
        .movingPrecompiles(site.movedPrecompiles());
  }

  private BlockContext blockOf(CallSite site) {
    BlockContext block = site.block();
    return site.overrides()
        .on(
            config
                .qbft(block.number(), block.timestamp())
                .miningBeneficiary()
                .map(block::withCoinbase)
                .orElse(block));
  }

  /**
   * Finds the least gas limit with which a call succeeds, up to the call's own and to what its
   * sender can pay for. A callee gets 63 parts of 64 only, so the gas that was used need not
   * suffice: the limit is searched for.
   */
  public GasEstimate estimateGas(CallSite site, Call call) {
    long affordable = affordableGas(site.state(), call);
    if (affordable < IntrinsicGas.TRANSACTION) {
      return new GasEstimate.Impossible(new TransactionOutcome.Refused(Refusal.INSUFFICIENT_FUNDS));
    }
    long most = Math.min(call.gas(), affordable);
    TransactionOutcome atMost = call(site, call.withGas(most), Tracer.NONE);
    if (!(atMost instanceof TransactionOutcome.Executed executed) || !executed.isSuccess()) {
      return new GasEstimate.Impossible(atMost);
    }
    long fails = executed.gasUsed() - 1;
    long succeeds = most;
    // Most calls need what they use, and most others a little more.
    long likely = executed.gasUsed();
    while (succeeds - fails > 1) {
      long tried = likely > fails && likely < succeeds ? likely : fails + (succeeds - fails) / 2;
      likely = likely == executed.gasUsed() ? likely + likely / 32 : 0;
      if (succeedsWith(site, call, tried)) {
        succeeds = tried;
      } else {
        fails = tried;
      }
    }
    return new GasEstimate.Sufficient(succeeds);
  }

  /** How much gas the sender can pay for beside the value, if it must and pays at all. */
  private static long affordableGas(StateReader state, Call call) {
    if (!call.checksBalance() || call.fees().isFree()) {
      return Long.MAX_VALUE;
    }
    BigInteger balance =
        state.account(call.from()).orElse(AccountState.EMPTY).balance().toUnsignedBigInteger();
    BigInteger gas =
        balance
            .subtract(call.value().toUnsignedBigInteger())
            .max(BigInteger.ZERO)
            .divide(call.fees().max().toUnsignedBigInteger());
    return gas.bitLength() < Long.SIZE ? gas.longValue() : Long.MAX_VALUE;
  }

  private boolean succeedsWith(CallSite site, Call call, long gas) {
    return call(site, call.withGas(gas), Tracer.NONE)
            instanceof TransactionOutcome.Executed executed
        && executed.isSuccess();
  }

  /**
   * Finds the access list that lets a call find warm all that it touches. A list can change what a
   * call does, so it is tried again until what it touches is what is listed.
   *
   * @param budget of all tries together
   */
  public ListedCall accessList(CallSite site, Call call, TraceBudget budget) {
    List<AccessListEntry> listed = call.accessList();
    for (int tries = 0; ; tries++) {
      AccessListTracer tracer = new AccessListTracer(rules(site), budget);
      TransactionOutcome outcome = call(site, call.withAccessList(listed), tracer);
      List<AccessListEntry> touched = tracer.accessList();
      if (touched.equals(listed)
          || tries == MOST_TRIES
          || outcome instanceof TransactionOutcome.Refused) {
        return new ListedCall(listed, outcome);
      }
      listed = touched;
    }
  }

  private static BlockRoom unlimited() {
    return new BlockRoom(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Refuses a sender that cannot pay, or lends what it lacks. */
  private static Optional<Refusal> checkBalance(
      JournaledState state, Call call, TransactionBody body) {
    BigInteger cost = TransactionValidator.maxCost(body);
    BigInteger lacking = cost.subtract(state.balance(call.from()).toUnsignedBigInteger());
    if (lacking.signum() <= 0) {
      return Optional.empty();
    }
    // Nobody can be lent so much that the balance would not hold it.
    if (call.checksBalance() || cost.bitLength() > 256) {
      return Optional.of(Refusal.INSUFFICIENT_FUNDS);
    }
    state.addBalance(call.from(), UInt256.valueOf(lacking));
    return Optional.empty();
  }
}
