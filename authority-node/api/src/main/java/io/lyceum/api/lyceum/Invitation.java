package io.lyceum.api.lyceum;

import java.util.List;

/** What a machine needs to know to join the network. Called by many threads. */
public interface Invitation {

  /** The text of the genesis file. */
  String genesis();

  /** The authorities whose address is known, this node first, as {@code address@host:port}. */
  List<String> bootNodes();
}
