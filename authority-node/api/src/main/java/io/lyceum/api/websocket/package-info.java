/**
 * JSON-RPC over WebSocket (RFC 6455). The frames are read here, and not by Helidon, which holds a
 * whole frame before anybody can refuse it, and decodes the frames of a message one by one.
 */
package io.lyceum.api.websocket;
