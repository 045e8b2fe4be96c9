package io.lyceum.cli.network;

import io.lyceum.genesis.NodePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ports of this machine on which nobody listens. */
public final class FreePorts {

  private FreePorts() {}

  /** The customary ports of so many nodes if all are free, otherwise any that are. */
  public static List<NodePorts> choose(int nodes) throws IOException {
    List<NodePorts> customary = IntStream.range(0, nodes).mapToObj(NodePorts::customary).toList();
    List<ServerSocket> open = new ArrayList<>();
    try {
      for (int port : customary.stream().flatMapToInt(FreePorts::all).toArray()) {
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
        ports.add(new NodePorts(hold(open), hold(open), hold(open), hold(open)));
      }
      return ports;
    } finally {
      close(open);
    }
  }

  private static int hold(List<ServerSocket> open) throws IOException {
    ServerSocket socket = listen(0);
    open.add(socket);
    return socket.getLocalPort();
  }

  private static IntStream all(NodePorts ports) {
    return IntStream.of(ports.rpc(), ports.webSocket(), ports.grpc(), ports.metrics());
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
