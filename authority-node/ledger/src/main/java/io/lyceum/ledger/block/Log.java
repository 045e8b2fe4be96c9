package io.lyceum.ledger.block;

import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * An event that a contract emitted.
 *
 * @param address the contract
 * @param topics at most four
 * @param data the rest of the event
 */
public record Log(Address address, List<Bytes32> topics, Bytes data) {

  /** Keeps an unmodifiable copy of the topics. */
  public Log {
    topics = List.copyOf(topics);
  }
}
