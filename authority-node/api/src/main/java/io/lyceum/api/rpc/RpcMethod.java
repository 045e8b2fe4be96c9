package io.lyceum.api.rpc;

/** One method of the API. Called by many threads at once. */
@FunctionalInterface
public interface RpcMethod {

  /**
   * Answers a call.
   *
   * @return what Jackson shall write as the result; null is a result too
   * @throws RpcException for an error that the caller may see; any other exception is answered as
   *     an internal error
   */
  Object call(RpcParameters parameters);
}
