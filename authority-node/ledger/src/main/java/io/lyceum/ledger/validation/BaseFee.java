package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.genesis.ChainConfig;
import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;

/** The base fee that a block's parent prescribes (EIP-1559), in wei. */
public final class BaseFee {

  private static final long ELASTICITY = 2;
  private static final BigInteger MAX_CHANGE_DENOMINATOR = BigInteger.valueOf(8);

  private BaseFee() {}

  /** The base fee of the block after a header; by the mode of the chain. */
  public static UInt256 next(ChainConfig config, BlockHeader parent) {
    UInt256 current =
        parent
            .baseFee()
            .orElseThrow(() -> new IllegalArgumentException("A parent without base fee"));
    return switch (config.baseFees()) {
      case ZERO -> UInt256.ZERO;
      case FIXED -> current;
      case MARKET -> byMarket(current.toUnsignedBigInteger(), parent);
    };
  }

  private static UInt256 byMarket(BigInteger fee, BlockHeader parent) {
    long target = parent.gasLimit() / ELASTICITY;
    BigInteger delta =
        fee.multiply(BigInteger.valueOf(Math.abs(parent.gasUsed() - target)))
            .divide(BigInteger.valueOf(target))
            .divide(MAX_CHANGE_DENOMINATOR);
    if (parent.gasUsed() > target) {
      return UInt256.valueOf(fee.add(delta.max(BigInteger.ONE)));
    }
    return UInt256.valueOf(fee.subtract(delta));
  }
}
