package io.lyceum.consensus.simulation;

import io.lyceum.consensus.ConsensusOptions;
import io.lyceum.consensus.Effect;
import io.lyceum.consensus.Event;
import io.lyceum.consensus.QbftStateMachine;
import io.lyceum.consensus.TimerKind;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A validator with its disk, its clock, its timers and the driver that brings about the effects.
 */
final class SimulatedNode {

  private static final long BUILD_MILLIS = 20;
  private static final long IMPORT_MILLIS = 10;

  private final int index;
  private final KeyPair key;
  private final NodeClock clock;
  private final ConsensusOptions options;
  private final Protocol protocol;
  private final SimulatedLedger ledger;
  private final SimulatedNetwork network;
  private final Agenda agenda;
  private final List<Block> chainOnDisk = new ArrayList<>();
  private final Map<TimerKind, Long> timers = new EnumMap<>(TimerKind.class);
  private SigningLog signingLog;
  private OptionalLong abstainUntil = OptionalLong.empty();
  private Optional<QbftStateMachine> machine = Optional.empty();
  private boolean wiped;
  private long life;
  private long nextTimer;

  SimulatedNode(
      int index,
      KeyPair key,
      NodeClock clock,
      ConsensusOptions options,
      Protocol protocol,
      SimulatedLedger ledger,
      SimulatedNetwork network,
      Agenda agenda) {
    this.index = index;
    this.key = key;
    this.clock = clock;
    this.options = options;
    this.protocol = protocol;
    this.ledger = ledger;
    this.network = network;
    this.agenda = agenda;
    this.signingLog = network.newSigningLog();
    chainOnDisk.add(ledger.genesis());
  }

  int index() {
    return index;
  }

  Address address() {
    return key.address();
  }

  KeyPair key() {
    return key;
  }

  boolean isUp() {
    return machine.isPresent();
  }

  /** Whether it lost its disk and is not yet back as a full validator. */
  boolean isRecovering() {
    return wiped;
  }

  Block head() {
    return chainOnDisk.getLast();
  }

  long now() {
    return clock.at(agenda.now());
  }

  List<Block> blocksFrom(long number) {
    return number > head().number()
        ? List.of()
        : List.copyOf(chainOnDisk.subList((int) number, chainOnDisk.size()));
  }

  void start() {
    machine =
        Optional.of(
            new QbftStateMachine(
                key,
                options,
                protocol.justification(),
                (block, parent) -> ledger.check(block, parent, now()),
                parent -> ledger.membership().at(parent.number() + 1),
                () -> network.transactionsWait(this),
                signingLog.read(),
                abstainUntil));
    handle(new Event.NewChainHead(head().header()));
    network.connected(this);
  }

  void stop() {
    machine = Optional.empty();
    timers.clear();
    life++;
  }

  /** Loses the last block that it imported, as a file system may after a crash. */
  void loseTail() {
    if (chainOnDisk.size() > 1) {
      chainOnDisk.removeLast();
    }
  }

  /** Loses the disk; from now on this validator does not know what it signed. */
  void wipe() {
    stop();
    network.monitor().onWiped(address());
    chainOnDisk.subList(1, chainOnDisk.size()).clear();
    signingLog = network.newSigningLog();
    abstainUntil = OptionalLong.of(now() / 1000);
    wiped = true;
  }

  void receive(QbftMessage message) {
    handle(new Event.MessageReceived(message));
  }

  void peerConnected(Address peer) {
    handle(new Event.PeerConnected(peer));
  }

  /** Takes blocks that a peer sent; those that do not follow the head are ignored. */
  void offer(List<Block> blocks) {
    boolean grown = false;
    for (Block block : blocks) {
      grown |= isUp() && append(block);
    }
    if (grown) {
      handle(new Event.NewChainHead(head().header()));
    }
  }

  private boolean append(Block block) {
    BlockHeader parent = head().header();
    boolean next =
        block.number() == parent.number() + 1
            && block.header().timestamp() <= now() / 1000 + 1
            && block.header().parentHash().equals(parent.hash());
    if (next) {
      network.monitor().onSealed(block, parent);
      chainOnDisk.add(block);
    }
    return next;
  }

  private void handle(Event event) {
    if (!isUp()) {
      return;
    }
    List<Effect> effects = machine.get().handle(event, now());
    wiped &= machine.get().abstaining();
    network.onHandled(this, event, machine.get().currentRound());
    long alive = life;
    for (Effect effect : effects) {
      bringAbout(effect);
      if (network.crashesNow(this) || alive != life) {
        return;
      }
    }
  }

  private void bringAbout(Effect effect) {
    switch (effect) {
      case Effect.Persist persist -> signingLog.write(persist.record());
      case Effect.Broadcast broadcast -> network.broadcast(this, broadcast.message());
      case Effect.Send send -> network.send(this, send.peer(), send.message());
      case Effect.SetTimer timer -> setTimer(timer);
      case Effect.CancelTimer timer -> timers.remove(timer.kind());
      case Effect.RequestProposal request -> soon(BUILD_MILLIS, () -> build(request));
      case Effect.ImportBlock sealed -> soon(IMPORT_MILLIS, () -> importSealed(sealed.block()));
      case Effect.ReportEquivocation report -> network.monitor().onAccused(report.equivocation());
      case Effect.FallenBehind behind -> network.exchange().requestBlocks(this, behind.peer());
    }
  }

  /** Does something later, unless the node dies before. */
  private void soon(long millis, Runnable action) {
    long alive = life;
    agenda.after(
        millis,
        () -> {
          if (alive == life) {
            action.run();
          }
        });
  }

  private void setTimer(Effect.SetTimer timer) {
    long identity = nextTimer++;
    timers.put(timer.kind(), identity);
    RoundIdentifier round = timer.round();
    agenda.at(
        clock.whenShows(timer.atMillis()),
        () -> {
          if (timers.getOrDefault(timer.kind(), -1L) == identity) {
            timers.remove(timer.kind());
            handle(new Event.TimerExpired(timer.kind(), round));
          }
        });
  }

  private void build(Effect.RequestProposal request) {
    if (head().header().equals(request.parent())) {
      Block block =
          ledger.build(
              head().header(),
              address(),
              request.round().round(),
              request.timestamp(),
              network.transactionsWait(this));
      handle(new Event.ProposalBuilt(request.round(), block));
    }
  }

  private void importSealed(Block block) {
    if (append(block)) {
      handle(new Event.NewChainHead(block.header()));
      network.exchange().announce(this, block);
    }
  }

  @Override
  public String toString() {
    return "%d %s at %d, round %s%s"
        .formatted(
            index,
            isUp() ? "up" : "down",
            head().number(),
            machine.flatMap(QbftStateMachine::currentRound).map(Object::toString).orElse("-"),
            wiped ? ", recovering" : "");
  }
}
