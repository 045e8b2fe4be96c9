package io.lyceum.ledger.execution;

/** Why a transaction cannot be in a block at this place. Each has a sentence for the client. */
public enum Refusal {
  /** The fork does not know the type. */
  UNSUPPORTED_TYPE("Transaction type is not supported by this fork"),
  /** Signed for another chain (EIP-155, EIP-2718 types). */
  WRONG_CHAIN_ID("Transaction was signed for another chain"),
  /** Nobody can have made the signature, or its s is high (EIP-2). */
  INVALID_SIGNATURE("Sender could not be recovered from the signature"),
  /** A transaction of the sender with this nonce is already in the chain. */
  NONCE_TOO_LOW("Nonce is below the sender's nonce"),
  /** A transaction with a lower nonce is missing. */
  NONCE_TOO_HIGH("Nonce is above the sender's nonce"),
  /** EIP-2681: the highest nonce cannot be used. */
  NONCE_EXHAUSTED("Nonce is the highest possible"),
  /** EIP-3607: the sender is a contract. */
  SENDER_HAS_CODE("Sender is a contract"),
  /** The gas limit does not pay for the data. */
  INTRINSIC_GAS_TOO_LOW("Intrinsic gas exceeds gas limit"),
  /** The gas limit is above what the block has left. */
  BLOCK_GAS_EXCEEDED("Gas limit exceeds what the block has left"),
  /** The fee cap is below the block's base fee. */
  FEE_CAP_BELOW_BASE_FEE("Max fee per gas is below the block's base fee"),
  /** The priority fee is above the fee cap. */
  PRIORITY_FEE_ABOVE_FEE_CAP("Max priority fee per gas exceeds max fee per gas"),
  /** The sender cannot pay for value and gas. */
  INSUFFICIENT_FUNDS("Sender cannot pay for value and gas"),
  /** EIP-3860: the init code is too long. */
  INIT_CODE_TOO_LARGE("Init code exceeds the size limit"),
  /** EIP-4844: a blob transaction without blobs. */
  NO_BLOBS("A blob transaction must have blobs"),
  /** EIP-4844: more blobs than a block may hold. */
  TOO_MANY_BLOBS("The block has no room for so many blobs"),
  /** EIP-4844: a versioned hash of an unknown version. */
  UNKNOWN_BLOB_VERSION("A blob's versioned hash has an unknown version"),
  /** EIP-4844: the fee cap for blob gas is below its price. */
  BLOB_FEE_CAP_TOO_LOW("Max fee per blob gas is below its price"),
  /** EIP-7702: a transaction that sets code names no account to set it. */
  NO_AUTHORIZATIONS("A set-code transaction must have authorizations"),
  /** EIP-7825: more gas than a transaction may ask for. */
  TRANSACTION_GAS_CAP_EXCEEDED("Gas limit exceeds the cap of a transaction");

  private final String sentence;

  Refusal(String sentence) {
    this.sentence = sentence;
  }

  /** A sentence that says it to a client. */
  public String sentence() {
    return sentence;
  }
}
