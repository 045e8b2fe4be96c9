package io.lyceum.genesis;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of a network that is to be made, and where they listen.
 *
 * @param chainId the chain id of EIP-155
 * @param authorities the ports of each authority
 * @param learners the ports of each learner
 * @param host the name or address at which nodes reach each other
 * @param bindHost the interface to which gRPC is bound
 * @param rpcHost the interface to which JSON-RPC and metrics are bound
 * @param engineClasses the classes of arithmetic that all nodes may compute with
 * @param operator whether there is a funded account for which the authorities sign, and all methods
 *     of JSON-RPC are enabled
 * @param corpus the text of the first job; empty for the built-in primer
 */
public record NetworkPlan(
    long chainId,
    List<NodePorts> authorities,
    List<NodePorts> learners,
    String host,
    String bindHost,
    String rpcHost,
    List<String> engineClasses,
    boolean operator,
    Optional<Path> corpus) {

  /** The chain id of networks that do not ask for another. */
  public static final long DEFAULT_CHAIN_ID = 1337;

  private static final String LOOPBACK = "127.0.0.1";

  /** Keeps unmodifiable copies. */
  public NetworkPlan {
    authorities = List.copyOf(authorities);
    learners = List.copyOf(learners);
    engineClasses = List.copyOf(engineClasses);
  }

  /** Nodes on this machine, reachable from it only. */
  public static NetworkPlan local(
      List<NodePorts> authorities,
      List<NodePorts> learners,
      List<String> engineClasses,
      Optional<Path> corpus) {
    return new NetworkPlan(
        DEFAULT_CHAIN_ID,
        authorities,
        learners,
        LOOPBACK,
        LOOPBACK,
        LOOPBACK,
        engineClasses,
        false,
        corpus);
  }

  /** The same for the one user of a machine, who may do everything. */
  public NetworkPlan withOperator() {
    return new NetworkPlan(
        chainId, authorities, learners, host, bindHost, rpcHost, engineClasses, true, corpus);
  }
}
