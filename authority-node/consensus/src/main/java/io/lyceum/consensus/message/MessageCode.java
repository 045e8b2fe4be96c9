package io.lyceum.consensus.message;

/** The kinds of QBFT messages with their codes in Besu's sub-protocol "istanbul"/100. */
public enum MessageCode {
  /** A proposer's block. */
  PROPOSAL(0x12),
  /** A validator accepted the round's proposal. */
  PREPARE(0x13),
  /** A validator saw a quorum of prepares. */
  COMMIT(0x14),
  /** A validator wants, or was pulled to, another round. */
  ROUND_CHANGE(0x15);

  private final int code;

  MessageCode(int code) {
    this.code = code;
  }

  /** The number that goes into the signed hash. */
  public int code() {
    return code;
  }

  /**
   * The kind with a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static MessageCode of(int code) {
    for (MessageCode kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No QBFT message has the code " + code);
  }
}
