package io.lyceum.ledger.state;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** The state after some block, to be read. */
public interface StateReader {

  /** The account at an address, if there is one. */
  Optional<AccountState> account(Address address);

  /** The value of a storage slot; zero where nothing was written. */
  UInt256 storage(Address address, UInt256 slot);

  /** Whether the account's storage trie holds anything: what EIP-7610 asks before a creation. */
  boolean hasStorage(Address address);

  /**
   * The code with a hash; empty bytes for the hash of no code.
   *
   * @throws IllegalStateException if the store lacks the code
   */
  Bytes code(Bytes32 codeHash);
}
