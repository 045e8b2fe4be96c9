/** Certificates that bind a TLS key to a node's secp256k1 key, and the handshake that checks it. */
package io.lyceum.network.tls;
