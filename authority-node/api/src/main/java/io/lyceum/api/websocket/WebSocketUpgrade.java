package io.lyceum.api.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.lyceum.api.http.AccessRules;
import io.lyceum.api.rpc.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.BiFunction;

/** Makes WebSockets of connections whose clients ask for it at {@code /} (RFC 6455, section 4). */
final class WebSocketUpgrade implements Http1Upgrader {

  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final Header VERSION = HeaderValues.create("Sec-WebSocket-Version", "13");

  /** Shows that the server understood what it is asked for. */
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;

  private final AccessRules access;
  private final BiFunction<ConnectionContext, Caller, ServerConnection> connections;

  /**
   * @param access who may call
   * @param connections makes what serves a connection of a caller
   */
  WebSocketUpgrade(
      AccessRules access, BiFunction<ConnectionContext, Caller, ServerConnection> connections) {
    this.access = access;
    this.connections = connections;
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  @Override
  public ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (!prologue.method().equals(Method.GET) || !prologue.uriPath().path().equals("/")) {
      return null;
    }
    access
        .refusalOfCall(headers)
        .ifPresent(
            refusal -> {
              throw RequestException.builder()
                  .type(DirectHandler.EventType.OTHER)
                  .status(refusal.status())
                  .message(refusal.reason())
                  .build();
            });
    if (!headers.contains(VERSION)) {
      throw badRequest("Version 13 is spoken");
    }
    String accepted = answer(headers.first(KEY).orElse(""));
    ServerConnection connection =
        connections.apply(context, access.caller(headers, context.remotePeer()));
    context
        .dataWriter()
        .writeNow(
            BufferData.create(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accepted)));
    return connection;
  }

  private static String answer(String key) {
    if (!isKey(key)) {
      throw badRequest("Sec-WebSocket-Key is missing or malformed");
    }
    try {
      byte[] asked = (key + MAGIC).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(asked));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has SHA-1", impossible);
    }
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static RequestException badRequest(String why) {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .message(why)
        .header(VERSION)
        .build();
  }
}
