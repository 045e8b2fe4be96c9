package io.lyceum.api.websocket;

import io.lyceum.api.http.LargeMessages;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.rpc.RpcLimits;

/**
 * What one connection may hold beside the message that it is sending. Of all connections of a
 * server, {@link RpcWorkers#COUNT} may send a message of more than {@link LargeMessages#LARGE}
 * bytes at a time, each up to {@link RpcLimits#maxBodyBytes}; so 1,024 connections together hold no
 * more than 96 MiB of what comes in.
 *
 * @param maxSubscriptions the most subscriptions
 * @param maxWaitingBytes a client for whom more than this waits to be sent is slow: its answers
 *     make it wait, and a notification ends the connection
 */
public record WebSocketLimits(int maxSubscriptions, int maxWaitingBytes) {

  /** For a node of ordinary size. */
  public static final WebSocketLimits DEFAULT = new WebSocketLimits(128, 4 << 20);
}
