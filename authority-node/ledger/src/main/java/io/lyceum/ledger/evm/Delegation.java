package io.lyceum.ledger.evm;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** The code by which an account runs the code of another: {@code 0xef0100 ‖ address} (EIP-7702). */
public final class Delegation {

  private static final Bytes PREFIX = Bytes.fromHexString("0xef0100");
  private static final int SIZE = PREFIX.size() + Address.SIZE;

  private Delegation() {}

  /** The code that stands for the code of a target. */
  public static Bytes to(Address target) {
    return Bytes.concatenate(PREFIX, target.bytes());
  }

  /** Whose code some code stands for, if it does. */
  public static Optional<Address> targetOf(Bytes code) {
    return code.size() == SIZE && code.slice(0, PREFIX.size()).equals(PREFIX)
        ? Optional.of(new Address(code.slice(PREFIX.size()).copy()))
        : Optional.empty();
  }
}
