package io.lyceum.api.node;

import static io.lyceum.api.rpc.MethodDescription.method;

import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Where a node offers what: Besu's {@code net_services}. */
public final class ServiceMethods implements RpcMethodFamily {

  private final Supplier<SortedMap<String, ServiceAddress>> services;

  /**
   * Tells of services by Besu's names: {@code jsonrpc}, {@code ws}, {@code p2p}, {@code metrics}.
   */
  public ServiceMethods(Supplier<SortedMap<String, ServiceAddress>> services) {
    this.services = services;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("net_services", "Where this node offers what")
            .returns("services", Schema.mapOf(ResultSchemas.of(ServiceAddress.class))),
        parameters -> services.get());
  }
}
