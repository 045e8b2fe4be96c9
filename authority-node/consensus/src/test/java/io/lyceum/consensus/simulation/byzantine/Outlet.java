package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;

/** Where a faulty validator's messages leave. */
@FunctionalInterface
public interface Outlet {

  /** Sends bytes that may or may not be a message. */
  void send(Address to, Bytes encoded);
}
