package io.lyceum.network.transport;

import io.lyceum.ledger.types.Address;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node is reached, and who must answer there.
 *
 * @param address of its node key
 * @param host name or IP address
 * @param port of its gRPC server
 */
public record PeerEndpoint(Address address, String host, int port) {

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("(0x[0-9a-fA-F]{40})@([0-9A-Za-z._:-]{1,253}):([0-9]{1,5})");

  /**
   * @throws IllegalArgumentException if the host is blank or the port not within 1 and 65535
   */
  public PeerEndpoint {
    if (host.isBlank()) {
      throw new IllegalArgumentException("The host of peer " + address + " is blank");
    }
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("Peer " + address + " has no valid port: " + port);
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException with a sentence, if it is not of that form
   */
  public static PeerEndpoint parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a node is ADDRESS@HOST:PORT with the address of its key, not " + text);
    }
    return new PeerEndpoint(
        Address.fromHex(matcher.group(1)), matcher.group(2), Integer.parseInt(matcher.group(3)));
  }

  /** As {@code address@host:port}. */
  @Override
  public String toString() {
    return address + "@" + host + ":" + port;
  }
}
