package io.lyceum.api.rpc;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The methods that a node has, by name, of which those of some namespaces are enabled. */
public final class RpcMethods {

  private record Described(MethodDescription description, RpcMethod method) {}

  private final SortedMap<String, Described> enabled;
  private final SortedSet<String> disabled;

  private RpcMethods(SortedMap<String, Described> enabled, SortedSet<String> disabled) {
    this.enabled = Collections.unmodifiableSortedMap(enabled);
    this.disabled = Collections.unmodifiableSortedSet(disabled);
  }

  /** Collects the methods of families, all of them enabled. */
  public static RpcMethods of(RpcMethodFamily... families) {
    return new RpcMethods(new TreeMap<>(), new TreeSet<>()).with(families);
  }

  /**
   * These methods, and those of more families.
   *
   * @throws IllegalArgumentException if a name is taken
   */
  public RpcMethods with(RpcMethodFamily... families) {
    Builder builder = new Builder(enabled);
    for (RpcMethodFamily family : families) {
      family.register(builder);
    }
    return new RpcMethods(builder.byName, disabled);
  }

  /** These methods, enabled only if their namespace is one of some. */
  public RpcMethods only(Set<String> namespaces) {
    SortedMap<String, Described> kept = new TreeMap<>(enabled);
    kept.values().removeIf(method -> !namespaces.contains(method.description().namespace()));
    SortedSet<String> others = new TreeSet<>(disabled);
    others.addAll(enabled.keySet());
    others.removeAll(kept.keySet());
    return new RpcMethods(kept, others);
  }

  /** The method of a name, if it is there and enabled. */
  public Optional<RpcMethod> find(String name) {
    return Optional.ofNullable(enabled.get(name)).map(Described::method);
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
                disabled.contains(name)
                    ? new RpcException(RpcError.METHOD_NOT_ENABLED, "Method not enabled")
                    : new RpcException(RpcError.METHOD_NOT_FOUND, "Method not found"));
  }

  /** The methods that are enabled, sorted by name. */
  public List<MethodDescription> descriptions() {
    return enabled.values().stream().map(Described::description).toList();
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
