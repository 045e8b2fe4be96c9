package io.lyceum.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.cli.CommandFailure;
import java.io.IOException;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a transaction offers for a unit of gas.
 *
 * @param most the fee cap, in wei
 * @param tip the priority fee, in wei
 */
record Fees(UInt256 most, UInt256 tip) {

  /** Twice what a node asks now, so that the base fee may rise; nothing where gas is free. */
  static Fees askedBy(NodeClient node) throws IOException, InterruptedException {
    UInt256 price = quantity(node.ask("eth_gasPrice"));
    UInt256 tip;
    try {
      tip = quantity(node.ask("eth_maxPriorityFeePerGas"));
    } catch (CommandFailure unknownMethod) {
      tip = price;
    }
    UInt256 most = price.multiply(2);
    return new Fees(most, tip.compareTo(most) > 0 ? most : tip);
  }

  /** Whether gas costs nothing. */
  boolean none() {
    return most.isZero();
  }

  private static UInt256 quantity(JsonNode answer) {
    return UInt256.fromHexString(answer.asText());
  }
}
