package io.lyceum.network;

import io.lyceum.ledger.types.Address;

/** Hears of connections, and does nothing. */
final class NoListener implements PeerListener {

  @Override
  public void connected(Address peer) {}

  @Override
  public void disconnected(Address peer) {}

  @Override
  public void cameLevel(Address peer) {}
}
