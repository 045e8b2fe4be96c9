package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.genesis.BlobLimits;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The rules of the forks. */
public final class Forks {

  private Forks() {}

  /** What a fork demands on Ethereum. */
  public static ForkRules rules(Fork fork) {
    return switch (fork) {
      case LONDON -> London.RULES;
      case PARIS -> Paris.RULES;
      case SHANGHAI -> Shanghai.RULES;
      case CANCUN -> Cancun.RULES;
      case PRAGUE -> Prague.RULES;
      case OSAKA -> Osaka.RULES;
      case BPO1, BPO2, BPO3, BPO4, BPO5 -> Osaka.RULES.with().name(fork.name()).build();
    };
  }

  /** What a chain demands of the block with a number and a timestamp (seconds since 1970). */
  public static ForkRules rules(ChainConfig config, long number, long timestamp) {
    Fork fork = config.fork(number, timestamp);
    ForkRules ethereum = rules(fork);
    Optional<BlobLimits> blobs = Optional.ofNullable(config.blobLimits().get(fork));
    OptionalLong transactionGas = config.qbft(number, timestamp).transactionGasLimit();
    if (blobs.isEmpty() && transactionGas.isEmpty() && !config.evmLimits().areSet()) {
      return ethereum;
    }
    ForkRules.Builder rules = ethereum.with();
    blobs.ifPresent(limits -> ethereum.blobs().ifPresent(blob -> rules.blobs(blob.within(limits))));
    transactionGas.ifPresent(gas -> rules.transactionGasCap(gas == 0 ? Long.MAX_VALUE : gas));
    config.evmLimits().codeSize().ifPresent(rules::codeSizeLimit);
    config.evmLimits().stackSize().ifPresent(rules::stackLimit);
    return rules.build();
  }

  /** The rules of a fork by its name without regard to case. Merge is another name of Paris. */
  public static Optional<ForkRules> named(String name) {
    String fork = name.toUpperCase(Locale.ROOT);
    return fork.equals("MERGE")
        ? Optional.of(Paris.RULES)
        : Stream.of(Fork.values())
            .filter(known -> known.name().equals(fork))
            .map(Forks::rules)
            .findFirst();
  }
}
