package io.lyceum.ledger.evm.trace;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The text that Solidity's {@code require} and {@code revert} give back as {@code Error(string)}.
 */
public final class RevertReason {

  private static final Bytes SELECTOR = Bytes.fromHexString("0x08c379a0");
  private static final int WORD = 32;

  private RevertReason() {}

  /** The text in the data of a revert, if it is one: a selector, offset, length, and the bytes. */
  public static Optional<String> of(Bytes revertData) {
    int start = SELECTOR.size() + 2 * WORD;
    if (revertData.size() < start || !revertData.slice(0, SELECTOR.size()).equals(SELECTOR)) {
      return Optional.empty();
    }
    UInt256 length = UInt256.fromBytes(revertData.slice(start - WORD, WORD));
    if (length.compareTo(UInt256.valueOf(revertData.size() - start)) > 0) {
      return Optional.empty();
    }
    byte[] text = revertData.slice(start, length.intValue()).toArray();
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }
}
