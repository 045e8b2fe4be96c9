package io.lyceum.ledger.evm.precompile;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** A contract that is part of the machine. */
public interface Precompile {

  /** What a call with this input costs; {@link Long#MAX_VALUE} if nobody can pay it. */
  long gas(Bytes input);

  /** The output, or empty if the input is refused, which costs all the gas of the call. */
  Optional<Bytes> run(Bytes input);
}
