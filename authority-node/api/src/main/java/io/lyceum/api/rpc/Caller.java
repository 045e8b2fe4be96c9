package io.lyceum.api.rpc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.tuweni.bytes.Bytes;

/**
 * Whose calls are counted together where methods keep something for those who call.
 *
 * @param name the same for calls of the same caller
 */
public record Caller(String name) {

  /** The node itself. */
  public static final Caller NODE = new Caller("node");

  /** Of an IPv6 address, what a network provider gives to one customer: 64 bits. */
  private static final int NETWORK_BYTES = 8;

  /** The one who showed a token that names a subject. */
  public static Caller subject(String subject) {
    return new Caller("subject " + subject);
  }

  /** Whoever calls from an address; of IPv6, from a network of 64 bits. */
  public static Caller at(SocketAddress address) {
    return new Caller(
        "address "
            + (address instanceof InetSocketAddress internet && !internet.isUnresolved()
                ? place(internet.getAddress())
                : address));
  }

  private static String place(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    return Bytes.wrap(address.getAddress(), 0, NETWORK_BYTES).toHexString();
  }
}
