package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a call that is only tried shall find other in its block than it is: the block overrides of
 * {@code eth_call} and {@code eth_simulateV1}.
 *
 * @param time in seconds since 1970
 * @param baseFee in wei
 */
public record BlockOverrides(
    Optional<Long> number,
    Optional<Long> time,
    Optional<Long> gasLimit,
    Optional<Address> feeRecipient,
    Optional<Bytes32> prevRandao,
    Optional<UInt256> difficulty,
    Optional<UInt256> baseFee) {

  /** Nothing differs. */
  public static final BlockOverrides NONE =
      new BlockOverrides(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The block with the differences. */
  public BlockContext on(BlockContext block) {
    return new BlockContext(
        number.orElse(block.number()),
        time.orElse(block.timestamp()),
        gasLimit.orElse(block.gasLimit()),
        feeRecipient.orElse(block.coinbase()),
        difficulty.orElse(block.difficulty()),
        prevRandao.orElse(block.prevRandao()),
        baseFee.orElse(block.baseFee()),
        block.excessBlobGas(),
        block.parentBeaconBlockRoot(),
        block.ancestors());
  }
}
