package io.lyceum.ledger.evm;

import io.lyceum.ledger.evm.precompile.Precompiles;
import java.util.Optional;
import java.util.Set;

/**
 * All that distinguishes one fork's execution from another's. A fork is made from the one before by
 * the {@code with…} methods, so that it states only what it changes.
 *
 * @param name of the fork
 * @param instructions opcodes with their gas
 * @param precompiles precompiled contracts
 * @param transactionTypes EIP-2718 types that a block may hold
 * @param warmsCoinbase whether a block's beneficiary is warm from the start (EIP-3651)
 * @param initCode limit and price of init code (EIP-3860); empty before it
 * @param blobs limit and price of blobs (EIP-4844); empty before it
 */
public record ForkRules(
    String name,
    InstructionSet instructions,
    Precompiles precompiles,
    Set<Integer> transactionTypes,
    boolean warmsCoinbase,
    Optional<InitCodeRule> initCode,
    Optional<BlobSchedule> blobs) {

  /** EIP-170: the most bytes of a contract's code. */
  public static final int MAX_CODE_SIZE = 24_576;

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

  /** Gas for the words of init code of a length. */
  public long initCodeGas(long length) {
    return initCode.map(rule -> rule.gasPerWord() * ((length + 31) / 32)).orElse(0L);
  }

  /** Whether init code of a length is longer than allowed. */
  public boolean exceedsInitCodeLimit(long length) {
    return initCode.filter(rule -> length > rule.maxSize()).isPresent();
  }

  /** These rules under another name. */
  public ForkRules named(String newName) {
    return new ForkRules(
        newName, instructions, precompiles, transactionTypes, warmsCoinbase, initCode, blobs);
  }

  /** These rules with other instructions. */
  public ForkRules withInstructions(InstructionSet other) {
    return new ForkRules(
        name, other, precompiles, transactionTypes, warmsCoinbase, initCode, blobs);
  }

  /** These rules with other precompiles. */
  public ForkRules withPrecompiles(Precompiles other) {
    return new ForkRules(
        name, instructions, other, transactionTypes, warmsCoinbase, initCode, blobs);
  }

  /** These rules with other transaction types. */
  public ForkRules withTransactionTypes(Set<Integer> other) {
    return new ForkRules(name, instructions, precompiles, other, warmsCoinbase, initCode, blobs);
  }

  /** These rules with the beneficiary warm from the start. */
  public ForkRules withWarmCoinbase() {
    return new ForkRules(name, instructions, precompiles, transactionTypes, true, initCode, blobs);
  }

  /** These rules with a limit and a price on init code. */
  public ForkRules withInitCode(InitCodeRule rule) {
    return new ForkRules(
        name, instructions, precompiles, transactionTypes, warmsCoinbase, Optional.of(rule), blobs);
  }

  /** These rules with blobs. */
  public ForkRules withBlobs(BlobSchedule schedule) {
    return new ForkRules(
        name,
        instructions,
        precompiles,
        transactionTypes,
        warmsCoinbase,
        initCode,
        Optional.of(schedule));
  }
}
