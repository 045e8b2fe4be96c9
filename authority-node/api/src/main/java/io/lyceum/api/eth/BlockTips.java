package io.lyceum.api.eth;

import io.lyceum.api.result.ExecutedTransaction;
import java.util.Comparator;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;

/** The tips that a block's transactions paid, each weighed by the gas that it used. */
final class BlockTips {

  private record Tip(UInt256 perGas, long gasUsed) {}

  private final List<Tip> ascending;

  private BlockTips(List<Tip> ascending) {
    this.ascending = ascending;
  }

  static BlockTips of(UInt256 baseFee, List<ExecutedTransaction> executed) {
    return new BlockTips(
        executed.stream()
            .map(
                transaction ->
                    new Tip(
                        transaction.effectiveGasPrice().subtract(baseFee), transaction.gasUsed()))
            .sorted(Comparator.comparing(Tip::perGas))
            .toList());
  }

  /** The tip of the transaction at which each share of the block's gas is reached; zero if none. */
  List<UInt256> atPercentiles(List<Double> percentiles) {
    long total = ascending.stream().mapToLong(Tip::gasUsed).sum();
    return percentiles.stream().map(percentile -> at(percentile / 100 * total)).toList();
  }

  private UInt256 at(double gas) {
    long sum = 0;
    UInt256 reached = UInt256.ZERO;
    for (Tip tip : ascending) {
      reached = tip.perGas();
      sum += tip.gasUsed();
      if (sum >= gas) {
        break;
      }
    }
    return reached;
  }
}
