package io.lyceum.ledger.evm;

import io.lyceum.ledger.types.Address;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * Code with the places that may be jumped to. The bytes are followed by zeros (STOP), so that
 * execution and PUSH may run past the end.
 */
public final class Code {

  /** No code. */
  public static final Code EMPTY = new Code(Bytes.EMPTY);

  private static final int JUMPDEST = 0x5b;
  private static final int PUSH1 = 0x60;
  private static final int PUSH32 = 0x7f;

  private final byte[] padded;
  private final int size;
  private final Optional<Address> delegate;
  private volatile long[] destinations;

  /** Takes a copy of the code; the destinations are found when first asked for. */
  public Code(Bytes code) {
    this.size = code.size();
    this.padded = Arrays.copyOf(code.toArrayUnsafe(), size + 33);
    this.delegate = Delegation.targetOf(code);
  }

  /** Length of the code in bytes. */
  public int size() {
    return size;
  }

  /** The code followed by at least 33 zeros; not to be written to. */
  public byte[] padded() {
    return padded;
  }

  /** The code's bytes without the padding. */
  public Bytes bytes() {
    return Bytes.wrap(padded, 0, size);
  }

  /** Whose code this stands for, if it is a delegation (EIP-7702). */
  public Optional<Address> delegate() {
    return delegate;
  }

  /**
   * A bit for each byte of the code, set where a JUMPDEST is that is not part of a PUSH. Not to be
   * written to.
   */
  long[] destinations() {
    if (destinations == null) {
      destinations = findDestinations();
    }
    return destinations;
  }

  private long[] findDestinations() {
    long[] found = new long[(size >> 6) + 1];
    for (int p = 0; p < size; p++) {
      int opcode = padded[p] & 0xff;
      if (opcode == JUMPDEST) {
        found[p >> 6] |= 1L << p;
      } else if (opcode >= PUSH1 && opcode <= PUSH32) {
        p += opcode - PUSH1 + 1;
      }
    }
    return found;
  }
}
