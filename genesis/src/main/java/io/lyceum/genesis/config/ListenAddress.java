package io.lyceum.genesis.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a server of ours listens.
 *
 * @param host the interface to bind
 * @param port 1 to 65535, or 0 for any free one
 */
public record ListenAddress(String host, int port) {

  /** Whether only programs of this machine reach it; not so if the host is unknown. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  static ListenAddress from(TomlTable table) {
    return new ListenAddress(table.string("host"), table.port("port", 0));
  }

  void render(TomlWriter out, String section) {
    out.table(section).value("host", host).value("port", port);
  }
}
