package io.lyceum.api.rpc;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The methods that a node has, by name, of which those of some namespaces are enabled. */
public final class RpcMethods {

  private record Described(MethodDescription description, RpcMethod method) {}

  private final SortedMap<String, Described> byName;
  private final Predicate<String> enabled;

  private RpcMethods(SortedMap<String, Described> byName, Predicate<String> enabled) {
    this.byName = Collections.unmodifiableSortedMap(byName);
    this.enabled = enabled;
  }

  /** Collects the methods of families, all of them enabled. */
  public static RpcMethods of(RpcMethodFamily... families) {
    return new RpcMethods(new TreeMap<>(), namespace -> true).with(families);
  }

  /**
   * These methods, and those of more families.
   *
   * @throws IllegalArgumentException if a name is taken
   */
  public RpcMethods with(RpcMethodFamily... families) {
    Builder builder = new Builder(byName);
    for (RpcMethodFamily family : families) {
      family.register(builder);
    }
    return new RpcMethods(builder.byName, enabled);
  }

  /** These methods and all that are added, enabled only if their namespace is one of some. */
  public RpcMethods only(Set<String> namespaces) {
    return new RpcMethods(byName, Set.copyOf(namespaces)::contains);
  }

  /** The method of a name, if it is there and enabled. */
  public Optional<RpcMethod> find(String name) {
    return described(name).filter(this::isEnabled).map(Described::method);
  }

  /**
   * The method of a name.
   *
   * @throws RpcException if it is not there, or not enabled
   */
  RpcMethod require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                described(name).isPresent()
                    ? new RpcException(RpcError.METHOD_NOT_ENABLED, "Method not enabled")
                    : new RpcException(RpcError.METHOD_NOT_FOUND, "Method not found"));
  }

  /** The methods that are enabled, sorted by name. */
  public List<MethodDescription> descriptions() {
    return byName.values().stream().filter(this::isEnabled).map(Described::description).toList();
  }

  private Optional<Described> described(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private boolean isEnabled(Described method) {
    return enabled.test(method.description().namespace());
  }

  /** Takes methods in. */
  public static final class Builder {

    private final SortedMap<String, Described> byName;

    private Builder(SortedMap<String, Described> begun) {
      this.byName = new TreeMap<>(begun);
    }

    /**
     * Adds a method. It is called with no more parameters than the description has.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder add(MethodDescription description, RpcMethod method) {
      int most = description.parameters().size();
      var described =
          new Described(description, parameters -> method.call(parameters.atMost(most)));
      if (byName.putIfAbsent(description.name(), described) != null) {
        throw new IllegalArgumentException(
            "The method " + description.name() + " is registered twice");
      }
      return this;
    }
  }
}
