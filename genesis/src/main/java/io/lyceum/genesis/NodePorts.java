package io.lyceum.genesis;

/**
 * The ports of a node.
 *
 * @param rpc JSON-RPC over HTTP; an authority's only
 * @param webSocket JSON-RPC over WebSocket; an authority's only
 * @param grpc other nodes
 * @param metrics metrics and health; an authority's only
 */
public record NodePorts(int rpc, int webSocket, int grpc, int metrics) {

  private static final int FIRST_RPC = 8545;
  private static final int FIRST_WEB_SOCKET = 8546;
  private static final int FIRST_GRPC = 30400;
  private static final int FIRST_METRICS = 9545;
  private static final int STEP = 10;

  /** The customary ports of the node with an index; learners are counted on after authorities. */
  public static NodePorts customary(int index) {
    return new NodePorts(
        FIRST_RPC + STEP * index,
        FIRST_WEB_SOCKET + STEP * index,
        FIRST_GRPC + STEP * index,
        FIRST_METRICS + STEP * index);
  }

  /** The same ports, so much higher: for a machine where the customary ones are taken. */
  public NodePorts shifted(int offset) {
    return new NodePorts(rpc + offset, webSocket + offset, grpc + offset, metrics + offset);
  }
}
