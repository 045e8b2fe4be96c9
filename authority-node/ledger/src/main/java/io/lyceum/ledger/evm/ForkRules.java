package io.lyceum.ledger.evm;

import io.lyceum.ledger.evm.precompile.Precompiles;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * All that distinguishes one fork's execution from another's. A fork is made from the one before by
 * {@link #with()}, so that it states only what it changes.
 *
 * @param name of the fork
 * @param instructions opcodes with their gas
 * @param precompiles precompiled contracts
 * @param transactionTypes EIP-2718 types that a block may hold
 * @param warmsCoinbase whether a block's beneficiary is warm from the start (EIP-3651)
 * @param delegatesCode whether accounts can run the code of others (EIP-7702)
 * @param initCode limit and price of init code (EIP-3860); empty before it
 * @param blobs limit and price of blobs (EIP-4844); empty before it
 * @param calldataFloor the least gas that a token of call data costs (EIP-7623); empty before it
 * @param transactionGasCap the highest gas limit of a transaction (EIP-7825); empty before it
 * @param blockSizeLimit bytes that the encoding of a block may have (EIP-7934); empty before it
 * @param codeSizeLimit the most bytes of a contract's code (EIP-170)
 * @param stackLimit the most words on a stack
 */
public record ForkRules(
    String name,
    InstructionSet instructions,
    Precompiles precompiles,
    Set<Integer> transactionTypes,
    boolean warmsCoinbase,
    boolean delegatesCode,
    Optional<InitCodeRule> initCode,
    Optional<BlobSchedule> blobs,
    OptionalInt calldataFloor,
    OptionalLong transactionGasCap,
    OptionalInt blockSizeLimit,
    int codeSizeLimit,
    int stackLimit) {

  /** EIP-170: the most bytes of a contract's code on Ethereum. */
  public static final int MAX_CODE_SIZE = 24_576;

  /** The most words on a stack on Ethereum. */
  public static final int MAX_STACK_SIZE = 1024;

  /** EIP-3529: at most one part in so many of the gas used is refunded. */
  public static final int REFUND_QUOTIENT = 5;

  /**
   * What EIP-3860 demands of init code.
   *
   * @param maxSize in bytes
   * @param gasPerWord for each begun word of 32 bytes
   */
  public record InitCodeRule(int maxSize, int gasPerWord) {}

  /** Keeps an unmodifiable copy of the types. */
  public ForkRules {
    transactionTypes = Set.copyOf(transactionTypes);
  }

  /** Begins rules that have nothing but instructions and precompiles. */
  public static Builder of(String name, InstructionSet instructions, Precompiles precompiles) {
    return new Builder(name, instructions, precompiles);
  }

  /** Begins rules that differ from these. */
  public Builder with() {
    Builder builder = new Builder(name, instructions, precompiles);
    builder.transactionTypes = transactionTypes;
    builder.warmsCoinbase = warmsCoinbase;
    builder.delegatesCode = delegatesCode;
    builder.initCode = initCode;
    builder.blobs = blobs;
    builder.calldataFloor = calldataFloor;
    builder.transactionGasCap = transactionGasCap;
    builder.blockSizeLimit = blockSizeLimit;
    builder.codeSizeLimit = codeSizeLimit;
    builder.stackLimit = stackLimit;
    return builder;
  }

  /**
   * The same with precompiled contracts at other addresses, or without some.
   *
   * @param moves from where to where; to nowhere, whether one is there or not
   * @throws IllegalArgumentException if there are none to be moved so
   */
  public ForkRules movingPrecompiles(SortedMap<Address, Optional<Address>> moves) {
    return moves.isEmpty() ? this : with().precompiles(precompiles.moved(moves)).build();
  }

  /** Gas for the words of init code of a length. */
  public long initCodeGas(long length) {
    return initCode.map(rule -> rule.gasPerWord() * ((length + 31) / 32)).orElse(0L);
  }

  /** Whether init code of a length is longer than allowed. */
  public boolean exceedsInitCodeLimit(long length) {
    return initCode.filter(rule -> length > rule.maxSize()).isPresent();
  }

  /** Whether a gas limit is higher than a transaction's may be. */
  public boolean exceedsTransactionGasCap(long gasLimit) {
    return transactionGasCap.isPresent()
        && Long.compareUnsigned(gasLimit, transactionGasCap.getAsLong()) > 0;
  }

  /** Collects what a fork changes. */
  public static final class Builder {
    private String name;
    private InstructionSet instructions;
    private Precompiles precompiles;
    private Set<Integer> transactionTypes = Set.of();
    private boolean warmsCoinbase;
    private boolean delegatesCode;
    private Optional<InitCodeRule> initCode = Optional.empty();
    private Optional<BlobSchedule> blobs = Optional.empty();
    private OptionalInt calldataFloor = OptionalInt.empty();
    private OptionalLong transactionGasCap = OptionalLong.empty();
    private OptionalInt blockSizeLimit = OptionalInt.empty();
    private int codeSizeLimit = MAX_CODE_SIZE;
    private int stackLimit = MAX_STACK_SIZE;

    private Builder(String name, InstructionSet instructions, Precompiles precompiles) {
      this.name = name;
      this.instructions = instructions;
      this.precompiles = precompiles;
    }

    /** Names the fork. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** Other instructions. */
    public Builder instructions(InstructionSet value) {
      instructions = value;
      return this;
    }

    /** Other precompiles. */
    public Builder precompiles(Precompiles value) {
      precompiles = value;
      return this;
    }

    /** Other transaction types. */
    public Builder transactionTypes(Integer... types) {
      transactionTypes = Set.of(types);
      return this;
    }

    /** The beneficiary is warm from the start. */
    public Builder warmCoinbase() {
      warmsCoinbase = true;
      return this;
    }

    /** Accounts can run the code of others. */
    public Builder delegatedCode() {
      delegatesCode = true;
      return this;
    }

    /** A limit and a price on init code. */
    public Builder initCode(InitCodeRule rule) {
      initCode = Optional.of(rule);
      return this;
    }

    /** Blobs. */
    public Builder blobs(BlobSchedule schedule) {
      blobs = Optional.of(schedule);
      return this;
    }

    /** The least gas of a token of call data. */
    public Builder calldataFloor(int gasPerToken) {
      calldataFloor = OptionalInt.of(gasPerToken);
      return this;
    }

    /** The highest gas limit of a transaction. */
    public Builder transactionGasCap(long gas) {
      transactionGasCap = OptionalLong.of(gas);
      return this;
    }

    /** The most bytes of a block. */
    public Builder blockSizeLimit(int bytes) {
      blockSizeLimit = OptionalInt.of(bytes);
      return this;
    }

    /** The most bytes of a contract's code. */
    public Builder codeSizeLimit(int bytes) {
      codeSizeLimit = bytes;
      return this;
    }

    /** The most words on a stack. */
    public Builder stackLimit(int words) {
      stackLimit = words;
      return this;
    }

    /** The finished rules. */
    public ForkRules build() {
      return new ForkRules(
          name,
          instructions.within(stackLimit),
          precompiles,
          transactionTypes,
          warmsCoinbase,
          delegatesCode,
          initCode,
          blobs,
          calldataFloor,
          transactionGasCap,
          blockSizeLimit,
          codeSizeLimit,
          stackLimit);
    }
  }
}
