package io.lyceum.api.openrpc;

import static io.lyceum.api.rpc.MethodDescription.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.schema.Schema;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code rpc_discover} and {@code rpc_modules}. */
public final class DiscoveryMethods implements RpcMethodFamily {

  private static final MethodDescription DISCOVER =
      method("rpc_discover", "This document").returns("document", Schema.object().build());
  private static final MethodDescription MODULES =
      method("rpc_modules", "The namespaces that are enabled, each with its version")
          .returns("modules", Schema.mapOf(Schema.STRING));
  private static final String MODULE_VERSION = "1.0";

  private final JsonNode document;
  private final SortedMap<String, String> modules = new TreeMap<>();

  /**
   * @param version of the program
   * @param others the methods beside these two
   */
  public DiscoveryMethods(String version, Collection<MethodDescription> others) {
    List<MethodDescription> all =
        Stream.concat(others.stream(), Stream.of(DISCOVER, MODULES)).toList();
    this.document = OpenRpcDocument.of(version, all);
    all.forEach(method -> modules.put(method.namespace(), MODULE_VERSION));
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(DISCOVER, parameters -> document).add(MODULES, parameters -> modules);
  }
}
