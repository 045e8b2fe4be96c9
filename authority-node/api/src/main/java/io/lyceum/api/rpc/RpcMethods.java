package io.lyceum.api.rpc;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The methods that a node offers, by name. */
public final class RpcMethods {

  private final SortedMap<String, RpcMethod> byName;

  private RpcMethods(SortedMap<String, RpcMethod> byName) {
    this.byName = byName;
  }

  /** Collects the methods of families. */
  public static RpcMethods of(RpcMethodFamily... families) {
    Builder builder = new Builder();
    for (RpcMethodFamily family : families) {
      family.register(builder);
    }
    return new RpcMethods(Collections.unmodifiableSortedMap(new TreeMap<>(builder.byName)));
  }

  /** The method of a name, if it is offered. */
  public Optional<RpcMethod> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All names, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(byName.keySet()));
  }

  /** Takes methods in. */
  public static final class Builder {

    private final SortedMap<String, RpcMethod> byName = new TreeMap<>();

    private Builder() {}

    /**
     * Adds a method.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder add(String name, RpcMethod method) {
      if (byName.putIfAbsent(name, method) != null) {
        throw new IllegalArgumentException("The method " + name + " is registered twice");
      }
      return this;
    }
  }
}
