package io.lyceum.genesis;

import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Everything that a network's genesis depends on: equal definitions give the same file, byte for
 * byte. Amounts are wei.
 *
 * @param chainId the chain id of EIP-155
 * @param timestamp of block 0, in seconds since 1970
 * @param blockPeriodSeconds the least time between blocks
 * @param requestTimeoutSeconds the timeout of a round-0 proposal
 * @param gasLimit of block 0
 * @param authorities the first validators; each seals and attests
 * @param learners who is admitted from the start
 * @param balances of accounts, on top of the bonds
 * @param authorityBond what each authority has deposited, which is also the least that a new one
 *     must
 * @param learnerDeposit what each learner has deposited
 * @param rewardPool what the vault holds
 * @param job the first training job
 */
public record NetworkDefinition(
    long chainId,
    long timestamp,
    int blockPeriodSeconds,
    int requestTimeoutSeconds,
    long gasLimit,
    List<Address> authorities,
    List<Address> learners,
    SortedMap<Address, UInt256> balances,
    UInt256 authorityBond,
    UInt256 learnerDeposit,
    UInt256 rewardPool,
    FirstJob job) {

  /**
   * Keeps unmodifiable copies.
   *
   * @throws IllegalArgumentException if there is no authority
   */
  public NetworkDefinition {
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("A network needs an authority");
    }
    authorities = List.copyOf(authorities);
    learners = List.copyOf(learners);
    balances = Collections.unmodifiableSortedMap(new TreeMap<>(balances));
  }

  /** The genesis file in Besu's format, with the contracts in it. */
  public String toGenesisJson() {
    return new GenesisWriter(this).write(Predeployment.of(this));
  }
}
