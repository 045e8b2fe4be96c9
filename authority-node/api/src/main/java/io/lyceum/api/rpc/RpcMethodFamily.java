package io.lyceum.api.rpc;

/** Methods that belong together and are implemented by one class. */
@FunctionalInterface
public interface RpcMethodFamily {

  /** Adds the methods of this family. */
  void register(RpcMethods.Builder methods);
}
