package io.lyceum.genesis.config;

/**
 * Where a server of ours listens.
 *
 * @param host the interface to bind
 * @param port 1 to 65535, or 0 for any free one
 */
public record ListenAddress(String host, int port) {

  static ListenAddress from(TomlTable table) {
    return new ListenAddress(table.string("host"), table.port("port", 0));
  }

  void render(TomlWriter out, String section) {
    out.table(section).value("host", host).value("port", port);
  }
}
