/** JSON-RPC over WebSocket. */
package io.lyceum.api.websocket;
