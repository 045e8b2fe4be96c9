package io.lyceum.ledger.state;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Where the code of contracts lies, by its Keccak-256. */
@FunctionalInterface
public interface CodeStore {

  /** The code with a hash, if it is held. */
  Optional<Bytes> code(Bytes32 codeHash);
}
