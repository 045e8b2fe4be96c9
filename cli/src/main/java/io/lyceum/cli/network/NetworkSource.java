package io.lyceum.cli.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.genesis.config.PeerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.Web3jService;
import picocli.CommandLine.TypeConversionException;

/** What a running authority tells of its network by JSON-RPC. */
final class NetworkSource {

  private final Web3jService node;

  /** Asks a node. */
  NetworkSource(Web3jService node) {
    this.node = node;
  }

  /** The text of the genesis file. */
  String genesis() throws IOException {
    return RpcOption.ask(node, "lyceum_genesis").asText();
  }

  /**
   * Where authorities are reached, the node itself first.
   *
   * @throws CommandFailure if the answer is not of the form that is expected
   */
  List<PeerEntry> bootNodes() throws IOException {
    BootNodeConverter converter = new BootNodeConverter();
    List<PeerEntry> nodes = new ArrayList<>();
    for (JsonNode item : RpcOption.ask(node, "lyceum_bootNodes")) {
      try {
        nodes.add(converter.convert(item.asText()));
      } catch (TypeConversionException e) {
        throw new CommandFailure("The node names a boot node in an unknown form: " + item);
      }
    }
    return nodes;
  }
}
