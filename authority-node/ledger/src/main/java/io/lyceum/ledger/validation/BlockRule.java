package io.lyceum.ledger.validation;

/** The rules of a block, by name, in the order in which they are checked. */
public enum BlockRule {
  /** The bytes are one block in the only RLP that it has. */
  ENCODING,
  /** Number and parent hash follow the parent. */
  ANCESTRY,
  /** The fields of the block's fork are present, those of later forks are not. */
  FORK_FIELDS,
  /** No more gas used than the limit. */
  GAS_USED,
  /** At least 5000, and less than 1/1024 away from the parent's. */
  GAS_LIMIT,
  /** At most one second ahead of the clock, and at least the block period after the parent's. */
  TIMESTAMP,
  /** The constant of BFT blocks. */
  MIX_HASH,
  /** One. */
  DIFFICULTY,
  /** There are none. */
  OMMERS,
  /** None is used, and the excess follows from the parent's. */
  BLOB_GAS,
  /** extraData lists the validators, ascending, or none in contract mode. */
  VALIDATORS,
  /** None in contract mode, and of proposals none that could change nothing. */
  VOTE,
  /** The coinbase is a validator. */
  COINBASE,
  /** At least a quorum of different validators sealed, and nobody else. */
  COMMITTED_SEALS,
  /** What the chain prescribes; asked of proposals only, as Besu imports any. */
  BASE_FEE,
  /** Zero; asked of proposals only. */
  NONCE,
  /** 32 bytes; asked of proposals only. */
  VANITY,
  /** Zero, as there is no beacon chain; asked of proposals only. */
  BEACON_ROOT,
  /** Transactions and withdrawals are those that the header commits to. */
  BODY,
  /** No more bytes than EIP-7934 allows; asked of proposals only. */
  BLOCK_SIZE,
  /** A transaction cannot be executed. */
  TRANSACTION,
  /** Execution used the gas that the header says. */
  EXECUTED_GAS,
  /** Execution gave the receipts that the header commits to. */
  RECEIPTS,
  /** Execution gave the logs that the header's filter is made of. */
  LOGS_BLOOM,
  /** Execution led to the state that the header commits to. */
  STATE_ROOT,
  /** The system contracts answered, with the requests that the header commits to (EIP-7685). */
  REQUESTS
}
