package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;

/** Where a faulty validator's messages leave. */
public interface Outlet {

  /** Sends a message, which honest validators may find malformed. */
  void send(Address to, QbftMessage message);

  /** Sends bytes that may or may not be a message. */
  void sendBytes(Address to, Bytes encoded);
}
