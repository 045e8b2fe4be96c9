package io.lyceum.ledger.genesis;

import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What the section {@code config} of the genesis file says about the chain.
 *
 * @param chainId the id of EIP-155
 * @param forks when which rules begin
 * @param baseFees how base fees follow from one another
 * @param consensus the configuration of QBFT by block
 * @param systemContracts contracts that are called in every block; without them nothing is called,
 *     as Besu has it on a chain of authorities
 * @param blobLimits of the forks for which the file sets other ones
 * @param evmLimits of code and stack, in the place of Ethereum's
 */
public record ChainConfig(
    UInt256 chainId,
    ForkSchedule forks,
    BaseFeeMode baseFees,
    QbftSchedule consensus,
    Optional<SystemContracts> systemContracts,
    Map<Fork, BlobLimits> blobLimits,
    EvmLimits evmLimits) {

  /** Keeps an unmodifiable copy of the limits. */
  public ChainConfig {
    blobLimits = Map.copyOf(blobLimits);
  }

  /** A chain without system contracts, with the limits on blobs that Ethereum has. */
  public ChainConfig(UInt256 chainId, ForkSchedule forks, boolean zeroBaseFee, QbftConfig qbft) {
    this(
        chainId,
        forks,
        zeroBaseFee ? BaseFeeMode.ZERO : BaseFeeMode.MARKET,
        QbftSchedule.of(qbft),
        Optional.empty(),
        Map.of(),
        EvmLimits.ETHEREUM);
  }

  /** Whether every block after genesis has a base fee of zero. */
  public boolean zeroBaseFee() {
    return baseFees == BaseFeeMode.ZERO;
  }

  /** The configuration of QBFT at block 0. */
  public QbftConfig qbft() {
    return consensus.first();
  }

  /**
   * The configuration of QBFT at a block.
   *
   * @param timestamp in seconds since 1970
   */
  public QbftConfig qbft(long number, long timestamp) {
    return consensus.at(number, timestamp);
  }

  /** The rules of a block. */
  public Fork fork(long number, long timestamp) {
    return forks.at(number, timestamp);
  }
}
