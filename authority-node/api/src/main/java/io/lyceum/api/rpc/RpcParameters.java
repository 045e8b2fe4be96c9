package io.lyceum.api.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameters of a call, by position, as Ethereum's methods take them, and who calls. A
 * parameter that is absent and one that is null are the same.
 */
public final class RpcParameters {

  private final Caller caller;
  private final List<JsonNode> values;

  /** Keeps an unmodifiable copy of the values. */
  public RpcParameters(Caller caller, List<JsonNode> values) {
    this.caller = caller;
    this.values = List.copyOf(values);
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /**
   * Refuses more parameters than a method has.
   *
   * @throws RpcException "invalid params"
   */
  public RpcParameters atMost(int count) {
    if (values.size() > count) {
      throw RpcException.invalidParams(
          values.size() + " parameters given, the method has " + count);
    }
    return this;
  }

  /**
   * Reads a parameter that must be there.
   *
   * @param index its position, from 0
   * @param name its name, for the message of an error
   * @param parser reads its JSON form; an {@link IllegalArgumentException} means that it is
   *     malformed
   * @throws RpcException "invalid params" if it is absent or malformed
   */
  public <T> T required(int index, String name, Function<JsonNode, T> parser) {
    return optional(index, name, parser)
        .orElseThrow(() -> RpcException.invalidParams(name + " is missing"));
  }

  /**
   * Reads a parameter that may be absent.
   *
   * @throws RpcException "invalid params" if it is malformed
   */
  public <T> Optional<T> optional(int index, String name, Function<JsonNode, T> parser) {
    JsonNode value = index < values.size() ? values.get(index) : MissingNode.getInstance();
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(value));
    } catch (IllegalArgumentException malformed) {
      throw RpcException.invalidParams(name + ": " + malformed.getMessage());
    }
  }
}
