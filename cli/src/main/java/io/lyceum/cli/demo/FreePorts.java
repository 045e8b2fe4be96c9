package io.lyceum.cli.demo;

import io.lyceum.genesis.NodePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ports of this machine on which nobody listens. */
final class FreePorts {

  private FreePorts() {}

  /** The customary ports of so many nodes if all are free, otherwise any that are. */
  static List<NodePorts> choose(int nodes) throws IOException {
    List<NodePorts> customary = IntStream.range(0, nodes).mapToObj(NodePorts::customary).toList();
    List<ServerSocket> open = new ArrayList<>();
    try {
      for (int port : customary.stream().flatMapToInt(FreePorts::both).toArray()) {
        open.add(listen(port));
      }
      return customary;
    } catch (IOException e) {
      return any(nodes);
    } finally {
      close(open);
    }
  }

  private static List<NodePorts> any(int nodes) throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    try {
      // All are held until all are drawn, so that none is drawn twice.
      List<NodePorts> ports = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        ServerSocket rpc = listen(0);
        open.add(rpc);
        ServerSocket grpc = listen(0);
        open.add(grpc);
        ports.add(new NodePorts(rpc.getLocalPort(), grpc.getLocalPort()));
      }
      return ports;
    } finally {
      close(open);
    }
  }

  private static IntStream both(NodePorts ports) {
    return IntStream.of(ports.rpc(), ports.grpc());
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  private static void close(List<ServerSocket> sockets) throws IOException {
    for (ServerSocket socket : sockets) {
      socket.close();
    }
  }
}
