package io.lyceum.ledger.genesis;

import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What the section {@code config} of the genesis file says about the chain.
 *
 * @param chainId the id of EIP-155
 * @param forks when which rules begin
 * @param zeroBaseFee whether every block after genesis has a base fee of zero
 * @param qbft the consensus
 * @param systemContracts contracts that are called in every block; without them nothing is called,
 *     as Besu has it on a chain of authorities
 * @param blobLimits of the forks for which the file sets other ones
 */
public record ChainConfig(
    UInt256 chainId,
    ForkSchedule forks,
    boolean zeroBaseFee,
    QbftConfig qbft,
    Optional<SystemContracts> systemContracts,
    Map<Fork, BlobLimits> blobLimits) {

  /** Keeps an unmodifiable copy of the limits. */
  public ChainConfig {
    blobLimits = Map.copyOf(blobLimits);
  }

  /** A chain without system contracts, with the limits on blobs that Ethereum has. */
  public ChainConfig(UInt256 chainId, ForkSchedule forks, boolean zeroBaseFee, QbftConfig qbft) {
    this(chainId, forks, zeroBaseFee, qbft, Optional.empty(), Map.of());
  }

  /** The rules of a block. */
  public Fork fork(long number, long timestamp) {
    return forks.at(timestamp);
  }
}
