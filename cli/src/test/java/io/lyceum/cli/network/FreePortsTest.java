package io.lyceum.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.genesis.NodePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void whenACustomaryPortIsTakenOthersAreChosenThatAreFreeAndDistinct() throws IOException {
    try (ServerSocket taken = takeCustomaryPort()) {
      List<NodePorts> ports = FreePorts.choose(6);
      assertThat(
              ports.stream()
                  .flatMap(
                      node -> Stream.of(node.rpc(), node.webSocket(), node.grpc(), node.metrics())))
          .hasSize(24)
          .doesNotHaveDuplicates()
          .doesNotContain(NodePorts.customary(0).rpc());
      for (NodePorts node : ports) {
        listen(node.rpc()).close();
        listen(node.webSocket()).close();
        listen(node.grpc()).close();
        listen(node.metrics()).close();
      }
    }
  }

  /** Takes the port, unless somebody else on this machine has it already. */
  private static ServerSocket takeCustomaryPort() throws IOException {
    try {
      return listen(NodePorts.customary(0).rpc());
    } catch (IOException alreadyTaken) {
      return listen(0);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
