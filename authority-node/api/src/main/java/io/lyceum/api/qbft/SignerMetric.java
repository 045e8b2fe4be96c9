package io.lyceum.api.qbft;

import io.lyceum.ledger.types.Address;

/** How many blocks of a range a validator proposed, and the last of them; 0 if there is none. */
record SignerMetric(Address address, long proposedBlockCount, long lastProposedBlockNumber) {

  static SignerMetric none(Address address) {
    return new SignerMetric(address, 0, 0);
  }

  SignerMetric withProposed(long number) {
    return new SignerMetric(address, proposedBlockCount + 1, number);
  }
}
