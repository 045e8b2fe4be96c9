package io.lyceum.ledger.state;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** The state before genesis: nothing is in it. */
public enum EmptyState implements StateReader {
  /** The one empty state. */
  INSTANCE;

  @Override
  public Optional<AccountState> account(Address address) {
    return Optional.empty();
  }

  @Override
  public UInt256 storage(Address address, UInt256 slot) {
    return UInt256.ZERO;
  }

  @Override
  public boolean hasStorage(Address address) {
    return false;
  }

  @Override
  public Bytes code(Bytes32 codeHash) {
    throw new IllegalStateException("The empty state holds no code " + codeHash);
  }
}
