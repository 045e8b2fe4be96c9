package io.lyceum.cli.demo;

import io.lyceum.authority.AuthorityNode;
import io.lyceum.genesis.NetworkDirectory;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.Cheat;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.learner.agent.LearnerNode;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All nodes of a network in this process, each with its own data directory and ports. They share
 * nothing but the engines and the right to compute.
 */
final class DemoNetwork implements AutoCloseable {

  private final NetworkDirectory directory;
  private final Engines engines;
  private final ComputePermits permits;
  private final List<Address> authorities = new ArrayList<>();
  private final List<Address> learners = new ArrayList<>();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  DemoNetwork(NetworkDirectory directory, Engines engines, ComputePermits permits) {
    this.directory = directory;
    this.engines = engines;
    this.permits = permits;
  }

  /**
   * Starts all nodes.
   *
   * @param cheat how the last learner cheats, if it does
   * @param narrator hears what the learners do
   * @throws IOException if a node cannot start; what has started runs until {@link #close}
   */
  void start(Optional<Cheat> cheat, Narrator narrator) throws IOException {
    for (Path file : directory.authorities()) {
      AuthorityNode node =
          new AuthorityNode(
              AuthorityConfig.read(file), engines, permits, Clock.systemUTC(), new SecureRandom());
      running.push(node);
      node.start();
      authorities.add(node.address());
    }
    for (Path file : directory.learners()) {
      boolean cheats = file.equals(directory.learners().getLast());
      LearnerConfig honest = LearnerConfig.read(file);
      LearnerConfig config = cheat.filter(way -> cheats).map(honest::cheating).orElse(honest);
      String name = "learner " + (learners.size() + 1);
      LearnerNode node =
          new LearnerNode(config, engines, permits, event -> narrator.tell(name, event));
      running.push(node);
      learners.add(node.address());
      node.start();
    }
  }

  /** The accounts of the authorities. */
  List<Address> authorities() {
    return List.copyOf(authorities);
  }

  /** The accounts of the learners. */
  List<Address> learners() {
    return List.copyOf(learners);
  }

  /** What to call the nodes. */
  Nicknames names() {
    return new Nicknames(authorities, learners);
  }

  /** JSON-RPC of the first authority. */
  URI rpc() {
    AuthorityConfig first = AuthorityConfig.read(directory.authorities().getFirst());
    return URI.create("http://%s:%d".formatted(first.rpc().host(), first.rpc().port()));
  }

  /** The same over WebSocket. */
  URI webSocket() {
    ListenAddress place =
        AuthorityConfig.read(directory.authorities().getFirst()).webSocket().orElseThrow();
    return URI.create("ws://%s:%d".formatted(place.host(), place.port()));
  }

  /** Stops the nodes, the last one first. */
  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
