package io.lyceum.api.websocket;

/**
 * What one connection may hold.
 *
 * @param maxSubscriptions the most subscriptions
 * @param maxWaitingBytes a client for whom more than this waits to be sent is slow: its answers
 *     make it wait, and a notification ends the connection
 */
public record WebSocketLimits(int maxSubscriptions, int maxWaitingBytes) {

  /** For a node of ordinary size. */
  public static final WebSocketLimits DEFAULT = new WebSocketLimits(128, 4 << 20);
}
