package io.lyceum.ledger.evm.precompile;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.bytes.MutableBytes;

/** Input of a precompile, endlessly followed by zeros. */
record Input(Bytes bytes) {

  /** A range; what lies past the end is zero. */
  Bytes slice(long offset, int length) {
    if (offset >= bytes.size()) {
      return Bytes.wrap(new byte[length]);
    }
    int available = (int) Math.min(length, bytes.size() - offset);
    if (available == length) {
      return bytes.slice((int) offset, length);
    }
    MutableBytes padded = MutableBytes.create(length);
    bytes.slice((int) offset, available).copyTo(padded, 0);
    return padded;
  }

  /** The word of 32 bytes at an offset. */
  Bytes32 word(int offset) {
    return Bytes32.wrap(slice(offset, 32));
  }

  /** An unsigned number of some bytes. */
  BigInteger number(long offset, int length) {
    return length == 0 ? BigInteger.ZERO : slice(offset, length).toUnsignedBigInteger();
  }
}
