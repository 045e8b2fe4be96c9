package io.lyceum.network;

import io.lyceum.network.transport.PeerEndpoint;
import java.util.Optional;

/**
 * A peer as this node sees it.
 *
 * @param endpoint where it is reached
 * @param connected whether messages to it are delivered
 * @param status its chain and the latest head that it told; empty if it has never been connected
 */
public record PeerInfo(PeerEndpoint endpoint, boolean connected, Optional<ChainStatus> status) {}
