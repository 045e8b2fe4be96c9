package io.lyceum.api.rpc;

import io.lyceum.api.schema.Schema;
import java.util.List;
import java.util.stream.Stream;

/**
 * What clients are told of a method.
 *
 * @param name with its namespace, as {@code eth_call}
 * @param summary what it does, in one sentence
 * @param parameters by position, those that may be absent after those that must be there
 * @param result what it answers
 */
public record MethodDescription(
    String name, String summary, List<Parameter> parameters, Result result) {

  /** A parameter. */
  public record Parameter(String name, Schema schema, boolean required) {}

  /** A result. */
  public record Result(String name, Schema schema) {}

  /**
   * Keeps an unmodifiable copy of the parameters.
   *
   * @throws IllegalArgumentException if a parameter must be there after one that may be absent
   */
  public MethodDescription {
    parameters = List.copyOf(parameters);
    for (int i = 1; i < parameters.size(); i++) {
      if (parameters.get(i).required() && !parameters.get(i - 1).required()) {
        throw new IllegalArgumentException(name + ": " + parameters.get(i).name() + " is required");
      }
    }
  }

  /** A method without parameters whose result is not described yet. */
  public static MethodDescription method(String name, String summary) {
    return new MethodDescription(name, summary, List.of(), new Result("result", Schema.ANY));
  }

  /** The same with one parameter more, which must be there. */
  public MethodDescription required(String parameter, Schema schema) {
    return with(new Parameter(parameter, schema, true));
  }

  /** The same with one parameter more, which may be absent. */
  public MethodDescription optional(String parameter, Schema schema) {
    return with(new Parameter(parameter, schema, false));
  }

  /** The same with its result. */
  public MethodDescription returns(String what, Schema schema) {
    return new MethodDescription(name, summary, parameters, new Result(what, schema));
  }

  /** The part of the name before the underscore. */
  public String namespace() {
    return namespace(name);
  }

  /** The part of a method's name before the underscore; all of it if there is none. */
  static String namespace(String method) {
    return method.split("_", 2)[0];
  }

  private MethodDescription with(Parameter parameter) {
    return new MethodDescription(
        name, summary, Stream.concat(parameters.stream(), Stream.of(parameter)).toList(), result);
  }
}
