/** gRPC servers and channels between nodes whose identity the handshake has proved. */
package io.lyceum.network.transport;
