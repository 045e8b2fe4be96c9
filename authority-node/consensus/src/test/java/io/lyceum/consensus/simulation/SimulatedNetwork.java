package io.lyceum.consensus.simulation;

import io.lyceum.consensus.ConsensusOptions;
import io.lyceum.consensus.Event;
import io.lyceum.consensus.Forge;
import io.lyceum.consensus.Timing;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.simulation.byzantine.Misbehaviours;
import io.lyceum.consensus.simulation.byzantine.Traitor;
import io.lyceum.ledger.block.Block;
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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;

/**
 * A network of validators whose every accident comes from one seed. Messages travel as bytes. Like
 * real nodes, the validators announce the blocks they import and compare their heads now and then.
 */
final class SimulatedNetwork {

  private static final long STATUS_MILLIS = 700;
  private static final long MISCHIEF_MILLIS = 230;
  private static final long TRAFFIC_MILLIS = 3_000;
  private static final long CHANGE_EVERY = 6;

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
  private final Trace trace = new Trace();
  private final Map<QbftMessage, QbftMessage> read = new IdentityHashMap<>();
  private final Set<RoundIdentifier> rounds = new HashSet<>();
  private Consumer<SimulatedNode> firstSealed = _ -> {};
  private long announced;
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
    links = new Links(size + spare, random.split());
    if (scenario.membershipChanges()) {
      planMembership();
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
      agenda.after(random.nextLong(STATUS_MILLIS), () -> compareHeads(node));
    }
    if (!scenario.emptyBlockPeriod().isZero()) {
      agenda.after(TRAFFIC_MILLIS, this::changeTraffic);
    }
  }

  /** An honest validator leaves, or a spare node joins, every few heights. */
  private void planMembership() {
    int size = scenario.size();
    List<Integer> current = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      current.add(i);
    }
    List<Integer> outside = new ArrayList<>(List.of(size, size + 1));
    for (long height = CHANGE_EVERY; height < 30 * CHANGE_EVERY; height += CHANGE_EVERY) {
      boolean join = current.size() <= size || outside.size() == 2 && random.nextBoolean();
      List<Integer> from = join ? outside : current;
      List<Integer> honest =
          from.stream().filter(node -> !scenario.traitors().containsKey(node)).toList();
      Integer moved = honest.get(random.nextInt(honest.size()));
      from.remove(moved);
      (join ? current : outside).add(moved);
      membership.from(height, current);
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
            (to, encoded) -> carry(node, to, encoded),
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
    if (scenario.tailLoss() && random.nextInt(4) == 0) {
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
    QbftMessage read = asRead(message);
    to.forEach(node -> travel(from, node, target -> deliver(target, read)));
  }

  /** The bytes are the same for all and each time, and so is what they read in them. */
  private QbftMessage asRead(QbftMessage message) {
    return read.computeIfAbsent(
        message, sent -> MessageCodec.decode(MessageCodec.encode(sent), curve));
  }

  private void carry(SimulatedNode from, Address to, Bytes encoded) {
    QbftMessage message;
    try {
      message = MessageCodec.decode(encoded, curve);
    } catch (InvalidRlpException e) {
      return;
    }
    travel(from, nodes.get(membership.indexOf(to)), target -> deliver(target, message));
  }

  private void deliver(SimulatedNode target, QbftMessage message) {
    Traitor traitor = traitors.get(target.index());
    if (traitor != null) {
      traitor.observe(message);
    }
    target.receive(message);
  }

  /** Who is told when a block is sealed that nobody had before. */
  void onFirstSealed(Consumer<SimulatedNode> listener) {
    firstSealed = listener;
  }

  void announce(SimulatedNode from, Block block) {
    if (block.number() > announced) {
      announced = block.number();
      firstSealed.accept(from);
    }
    for (SimulatedNode to : nodes) {
      if (to != from) {
        travel(from, to, node -> node.offer(List.of(block)));
      }
    }
  }

  void requestBlocks(SimulatedNode behind, Address ahead) {
    SimulatedNode node = nodes.get(membership.indexOf(ahead));
    if (node.isUp() && links.connected(node.index(), behind.index())) {
      travel(node, behind, target -> target.offer(node.blocksFrom(target.head().number() + 1)));
    }
  }

  private void compareHeads(SimulatedNode node) {
    SimulatedNode other = nodes.get(random.nextInt(nodes.size()));
    if (node.isUp() && other.isUp() && other.head().number() > node.head().number()) {
      requestBlocks(node, other.address());
    }
    agenda.after(STATUS_MILLIS, () -> compareHeads(node));
  }

  private void travel(SimulatedNode from, SimulatedNode to, Consumer<SimulatedNode> arrival) {
    if (!links.hears(to.index(), from.index())) {
      return;
    }
    for (int copies = links.copies(); copies > 0; copies--) {
      agenda.after(
          links.delay(),
          () -> {
            if (to.isUp() && links.hears(to.index(), from.index())) {
              arrival.accept(to);
            }
          });
    }
  }

  /** The kinds of violations that are looked for unless a test wants others. */
  static Set<Violation.Kind> allKinds() {
    return EnumSet.allOf(Violation.Kind.class);
  }
}
