package io.lyceum.api.subscription;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.LOG_CRITERIA;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code eth_subscribe} and {@code eth_unsubscribe} of one connection, whose client is told until
 * it ends. Safe for use by many threads.
 */
public final class SubscriptionMethods implements RpcMethodFamily {

  private static final MethodDescription SUBSCRIBE =
      method("eth_subscribe", "Tells of something whenever it happens; over WebSocket only")
          .required("topic", Schema.oneOf(Topic.NAMES))
          .optional("details", Schema.anyOf(LOG_CRITERIA, Schema.BOOLEAN))
          .returns("id", QUANTITY);
  private static final MethodDescription UNSUBSCRIBE =
      method("eth_unsubscribe", "Tells no more of it; over WebSocket only")
          .required("id", QUANTITY)
          .returns("ended", Schema.BOOLEAN);

  /** What clients are told of these methods. */
  public static final List<MethodDescription> DESCRIPTIONS = List.of(SUBSCRIBE, UNSUBSCRIBE);

  private final Subscriptions subscriptions;
  private final Subscriber client;
  private final int most;
  private final Map<Long, Topic> beginning = new LinkedHashMap<>();
  private final Map<Long, Topic> begun = new LinkedHashMap<>();
  private boolean ended;

  /**
   * @param subscriptions of all connections
   * @param client whom to tell
   * @param most the most subscriptions at a time
   */
  public SubscriptionMethods(Subscriptions subscriptions, Subscriber client, int most) {
    this.subscriptions = subscriptions;
    this.client = client;
    this.most = most;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(SUBSCRIBE, this::subscribe).add(UNSUBSCRIBE, this::unsubscribe);
  }

  private synchronized long subscribe(RpcParameters parameters) {
    String name = parameters.required(0, "topic", JsonNode::asText);
    var details = parameters.optional(1, "details", Function.identity());
    if (beginning.size() + begun.size() >= most) {
      throw RpcException.limitExceeded("A connection has at most " + most + " subscriptions");
    }
    Topic topic = parameters.required(0, "topic", value -> Topic.parse(name, details));
    if (ended) {
      throw RpcException.serverError("The connection is closed");
    }
    long id = subscriptions.reserve(topic);
    beginning.put(id, topic);
    return id;
  }

  private synchronized boolean unsubscribe(RpcParameters parameters) {
    long id = parameters.required(0, "id", Hexadecimal::unsignedLong);
    Topic topic =
        Optional.ofNullable(beginning.remove(id))
            .or(() -> Optional.ofNullable(begun.remove(id)))
            .orElseThrow(() -> RpcException.serverError("Subscription not found"));
    subscriptions.remove(id, topic);
    return true;
  }

  /** Tells from now on: whatever is told is sent after the ids of the new subscriptions. */
  public synchronized void begin() {
    beginning.forEach((id, topic) -> subscriptions.add(id, topic, client));
    begun.putAll(beginning);
    beginning.clear();
  }

  /** Ends all subscriptions: the connection is gone. */
  public synchronized void end() {
    ended = true;
    beginning.forEach(subscriptions::remove);
    beginning.clear();
    begun.forEach(subscriptions::remove);
    begun.clear();
  }
}
