package io.lyceum.cli.demo;

import io.lyceum.ledger.types.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;

/** What people call the nodes of the demonstration, such as "learner 2". */
final class Nicknames {

  private static final int SHORT_HEX = 10;

  private final Map<Address, String> names = new LinkedHashMap<>();

  Nicknames(List<Address> authorities, List<Address> learners) {
    authorities.forEach(address -> names.put(address, "authority " + (names.size() + 1)));
    learners.forEach(
        address -> names.put(address, "learner " + (names.size() + 1 - authorities.size())));
  }

  /** The name of a node, or the address of anybody else. */
  String of(Address address) {
    return names.getOrDefault(address, address.toString());
  }

  /** The begin of a proof's id. */
  static String of(Bytes32 proof) {
    return "proof " + proof.toHexString().substring(0, SHORT_HEX);
  }
}
