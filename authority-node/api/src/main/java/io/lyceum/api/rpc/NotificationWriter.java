package io.lyceum.api.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes what a node says without being asked. Safe for use by many threads. */
public final class NotificationWriter {

  private final ObjectMapper mapper = EthereumMapper.create(RpcLimits.DEFAULT);

  /** The JSON of a result, in the form that methods answer it. */
  public String json(Object result) {
    try {
      return mapper.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result cannot be written", e);
    }
  }

  /** The notification of a subscription, with the JSON of a result. */
  public static String notification(long subscription, String result) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\"0x"
        + Long.toHexString(subscription)
        + "\",\"result\":"
        + result
        + "}}";
  }
}
