package io.lyceum.consensus.simulation;

import io.lyceum.consensus.ConsensusOptions;
import io.lyceum.consensus.Event;
import io.lyceum.consensus.Forge;
import io.lyceum.consensus.Timing;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.simulation.byzantine.Misbehaviours;
import io.lyceum.consensus.simulation.byzantine.Outlet;
import io.lyceum.consensus.simulation.byzantine.Traitor;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;

/**
 * A network of validators whose every accident comes from one seed. Messages travel as bytes. Like
 * real nodes, the validators announce the blocks they import and compare their heads now and then.
 */
final class SimulatedNetwork {

  private static final long MISCHIEF_MILLIS = 230;
  private static final long TRAFFIC_MILLIS = 3_000;

  private final Scenario scenario;
  private final Protocol protocol;
  private final Secp256k1 curve;
  private final SplittableRandom random;
  private final Agenda agenda = new Agenda(SimulatedLedger.GENESIS_TIME * 1000);
  private final Membership membership;
  private final SimulatedLedger ledger;
  private final SafetyMonitor monitor;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final SortedMap<Integer, Traitor> traitors = new TreeMap<>();
  private final Links links;
  private final BlockExchange exchange;
  private final Trace trace = new Trace();
  private final Map<QbftMessage, Optional<QbftMessage>> asRead = new IdentityHashMap<>();
  private final Set<RoundIdentifier> rounds = new HashSet<>();
  private boolean busy = true;

  SimulatedNetwork(Scenario scenario, Protocol protocol, Set<Violation.Kind> watched) {
    this.scenario = scenario;
    this.random = new SplittableRandom(scenario.seed());
    int size = scenario.size();
    int spare = scenario.membershipChanges() ? 2 : 0;
    this.protocol = protocol;
    curve = protocol.curves().get();
    membership = new Membership(size + spare, size, curve, protocol.quorum());
    ledger = new SimulatedLedger(membership);
    monitor =
        new SafetyMonitor(
            ledger,
            curve,
            scenario.traitors().keySet().stream()
                .map(node -> membership.keys().get(node).address())
                .collect(Collectors.toSet()),
            watched);
    links = new Links(size + spare, random.split(), agenda);
    exchange = new BlockExchange(nodes, links, agenda, random);
    if (scenario.membershipChanges()) {
      membership.planChanges(size, scenario.traitors().keySet(), random);
    }
    Timing timing =
        new Timing(
            Duration.ofSeconds(1),
            scenario.emptyBlockPeriod(),
            Duration.ofSeconds(1),
            protocol.timeoutCap());
    for (int i = 0; i < size + spare; i++) {
      nodes.add(
          new SimulatedNode(
              i,
              membership.keys().get(i),
              clock(),
              ConsensusOptions.of(_ -> timing),
              protocol,
              ledger,
              this,
              agenda));
    }
    scenario.traitors().forEach(this::corrupt);
    for (SimulatedNode node : nodes) {
      agenda.after(random.nextLong(1_500), () -> startIfDown(node));
      exchange.compareHeads(node, random.nextLong(BlockExchange.STATUS_MILLIS));
    }
    if (!scenario.emptyBlockPeriod().isZero()) {
      agenda.after(TRAFFIC_MILLIS, this::changeTraffic);
    }
  }

  private NodeClock clock() {
    long error = scenario.clockErrorMillis();
    double drift = scenario.clockDrift();
    return new NodeClock(
        agenda.now(),
        error == 0 ? 0 : random.nextLong(-error, error),
        drift == 0 ? 1 : 1 + random.nextDouble(-drift, drift));
  }

  private void corrupt(int index, List<Misbehaviours> kinds) {
    SimulatedNode node = nodes.get(index);
    Traitor traitor =
        new Traitor(
            new Forge(node.key()),
            ledger,
            random.split(),
            node::head,
            node::now,
            outlet(node),
            kinds.stream().map(Misbehaviours::make).toList());
    traitors.put(index, traitor);
    agenda.after(MISCHIEF_MILLIS, () -> act(traitor));
  }

  private void act(Traitor traitor) {
    traitor.act();
    agenda.after(MISCHIEF_MILLIS, () -> act(traitor));
  }

  private void changeTraffic() {
    busy = random.nextBoolean();
    agenda.after(TRAFFIC_MILLIS, this::changeTraffic);
  }

  Scenario scenario() {
    return scenario;
  }

  SigningLog newSigningLog() {
    return protocol.signingLog().apply(curve);
  }

  BlockExchange exchange() {
    return exchange;
  }

  SafetyMonitor monitor() {
    return monitor;
  }

  Membership membership() {
    return membership;
  }

  Agenda agenda() {
    return agenda;
  }

  Links links() {
    return links;
  }

  Trace trace() {
    return trace;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  List<SimulatedNode> honest() {
    return nodes.stream().filter(node -> !traitors.containsKey(node.index())).toList();
  }

  /** How many different rounds any honest node was in. */
  int rounds() {
    return rounds.size();
  }

  void run(long millis) {
    agenda.runUntil(agenda.now() + millis);
  }

  long lowestHead() {
    return honest().stream()
        .filter(SimulatedNode::isUp)
        .mapToLong(node -> node.head().number())
        .min()
        .orElseThrow();
  }

  long highestHead() {
    return honest().stream().mapToLong(node -> node.head().number()).max().orElseThrow();
  }

  void startIfDown(SimulatedNode node) {
    if (!node.isUp()) {
      node.start();
    }
  }

  /** Whether blocks need not be empty now. */
  boolean transactionsWait(SimulatedNode node) {
    return busy && node.isUp();
  }

  void onHandled(SimulatedNode node, Event event, Optional<RoundIdentifier> round) {
    int what =
        switch (event) {
          case Event.NewChainHead head -> head.head().hash().hashCode();
          case Event.MessageReceived message -> message.message().signed().hashCode();
          case Event.TimerExpired timer -> timer.kind().ordinal() + 31 * timer.round().round();
          case Event.ProposalBuilt built -> built.round().round();
          case Event.PeerConnected peer -> peer.peer().hashCode();
        };
    trace.add(agenda.now(), node.index(), what);
    if (!traitors.containsKey(node.index())) {
      round.ifPresent(rounds::add);
    }
  }

  boolean crashesNow(SimulatedNode node) {
    if (traitors.containsKey(node.index()) || random.nextDouble() >= links.faults().crash()) {
      return false;
    }
    crash(node);
    return true;
  }

  /** Kills a node, which comes back after a while. */
  void crash(SimulatedNode node) {
    node.stop();
    if (scenario.tailLoss() && node.index() == 0 && random.nextInt(4) == 0) {
      node.loseTail();
    }
    agenda.after(1 + random.nextLong(links.faults().maxDownMillis()), () -> startIfDown(node));
  }

  /** A node can be reached by all whom it hears and who hear it. */
  void connected(SimulatedNode node) {
    for (SimulatedNode other : nodes) {
      if (other != node && links.connected(node.index(), other.index())) {
        connected(node, other);
      }
    }
  }

  /** Two nodes can reach each other again. */
  void connected(SimulatedNode one, SimulatedNode other) {
    if (one.isUp() && other.isUp()) {
      one.peerConnected(other.address());
      other.peerConnected(one.address());
    }
  }

  void broadcast(SimulatedNode from, QbftMessage message) {
    dispatch(from, nodes.stream().filter(to -> to != from).toList(), message);
  }

  void send(SimulatedNode from, Address to, QbftMessage message) {
    dispatch(from, List.of(nodes.get(membership.indexOf(to))), message);
  }

  private void dispatch(SimulatedNode from, List<SimulatedNode> to, QbftMessage message) {
    Traitor traitor = traitors.get(from.index());
    if (traitor != null) {
      to.forEach(node -> traitor.dispatch(message, node.address()));
      return;
    }
    if (message.author().equals(from.address())) {
      monitor.onSent(message);
    }
    asRead(message)
        .ifPresent(
            read -> to.forEach(node -> links.carry(from, node, target -> deliver(target, read))));
  }

  private Outlet outlet(SimulatedNode traitor) {
    return new Outlet() {
      @Override
      public void send(Address to, QbftMessage message) {
        asRead(message).ifPresent(read -> carry(to, read));
      }

      @Override
      public void sendBytes(Address to, Bytes encoded) {
        read(encoded).ifPresent(read -> carry(to, read));
      }

      private void carry(Address to, QbftMessage read) {
        SimulatedNode node = nodes.get(membership.indexOf(to));
        links.carry(traitor, node, target -> deliver(target, read));
      }
    };
  }

  /** What others read in a message: the bytes are the same for all and each time. */
  private Optional<QbftMessage> asRead(QbftMessage message) {
    return asRead.computeIfAbsent(message, sent -> read(MessageCodec.encode(sent)));
  }

  private Optional<QbftMessage> read(Bytes encoded) {
    try {
      return Optional.of(MessageCodec.decode(encoded, curve));
    } catch (InvalidRlpException e) {
      return Optional.empty();
    }
  }

  private void deliver(SimulatedNode target, QbftMessage message) {
    Traitor traitor = traitors.get(target.index());
    if (traitor != null) {
      traitor.observe(message);
    }
    target.receive(message);
  }

  /** The kinds of violations that are looked for unless a test wants others. */
  static Set<Violation.Kind> allKinds() {
    return EnumSet.allOf(Violation.Kind.class);
  }
}
