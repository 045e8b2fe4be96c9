package io.lyceum.network;

import io.lyceum.network.discovery.DiscoveryLimits;

/**
 * Where a node listens, and its bounds.
 *
 * @param host the interface to listen on
 * @param port to listen on; 0 for any free one
 * @param limits on what peers may send
 * @param discovery limits on what peers may tell of addresses
 * @param backoff between attempts to connect
 */
public record NetworkSettings(
    String host, int port, NetworkLimits limits, DiscoveryLimits discovery, Backoff backoff) {}
