package io.lyceum.consensus.simulation;

import io.lyceum.consensus.ConsensusOptions;
import io.lyceum.consensus.Effect;
import io.lyceum.consensus.Event;
import io.lyceum.consensus.QbftStateMachine;
import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.TimerKind;
import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.consensus.signing.SigningRecordCodec;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;

/** A validator with its disk, its timers and the driver that brings about the effects. */
final class SimulatedNode {

  private static final ConsensusOptions OPTIONS =
      ConsensusOptions.of(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1));

  private final TestNetwork network;
  private final SimulatedNetwork links;
  private final Agenda agenda;
  private final KeyPair key;
  private final List<Block> chainOnDisk = new ArrayList<>();
  private final Map<TimerKind, Long> timers = new EnumMap<>(TimerKind.class);
  private Bytes recordOnDisk = SigningRecordCodec.encode(SigningRecord.EMPTY);
  private OptionalLong abstainUntil = OptionalLong.empty();
  private Optional<QbftStateMachine> machine = Optional.empty();
  private long nextTimer;

  SimulatedNode(TestNetwork network, SimulatedNetwork links, Agenda agenda, KeyPair key) {
    this.network = network;
    this.links = links;
    this.agenda = agenda;
    this.key = key;
    chainOnDisk.add(network.genesis());
  }

  Address address() {
    return key.address();
  }

  boolean isUp() {
    return machine.isPresent();
  }

  Block head() {
    return chainOnDisk.getLast();
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
                OPTIONS,
                this::validate,
                parent -> network.validators(),
                () -> true,
                SigningRecordCodec.decode(recordOnDisk),
                abstainUntil));
    handle(new Event.NewChainHead(head().header()));
    links.connected(this);
  }

  void stop() {
    machine = Optional.empty();
    timers.clear();
  }

  /** Forgets what it signed, and does not know that it forgot: what no honest validator does. */
  void forgetSignatures() {
    recordOnDisk = SigningRecordCodec.encode(SigningRecord.EMPTY);
  }

  /** Loses the disk; from now on this validator does not know what it signed. */
  void wipe() {
    stop();
    chainOnDisk.subList(1, chainOnDisk.size()).clear();
    recordOnDisk = SigningRecordCodec.encode(SigningRecord.EMPTY);
    abstainUntil = OptionalLong.of(agenda.now() / 1000);
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
      if (isUp() && block.number() == head().number() + 1) {
        append(block);
        grown = true;
      }
    }
    if (grown) {
      handle(new Event.NewChainHead(head().header()));
    }
  }

  private void append(Block block) {
    if (!block.header().parentHash().equals(head().hash())) {
      throw new AssertionError("Block " + block.number() + " does not follow the head");
    }
    links.monitor().onImported(block);
    chainOnDisk.add(block);
  }

  private Optional<String> validate(Block block, BlockHeader parent) {
    boolean follows =
        block.header().parentHash().equals(parent.hash())
            && block.header().timestamp() > parent.timestamp();
    return follows ? Optional.empty() : Optional.of("does not follow the head");
  }

  private void handle(Event event) {
    if (!isUp()) {
      return;
    }
    for (Effect effect : machine.get().handle(event, agenda.now())) {
      bringAbout(effect);
      if (links.crashesNow(this)) {
        stop();
        return;
      }
    }
  }

  private void bringAbout(Effect effect) {
    switch (effect) {
      case Effect.Persist persist -> recordOnDisk = SigningRecordCodec.encode(persist.record());
      case Effect.Broadcast broadcast -> links.broadcast(this, broadcast.message());
      case Effect.Send send -> links.send(this, send.peer(), send.message());
      case Effect.SetTimer timer -> setTimer(timer);
      case Effect.CancelTimer timer -> timers.remove(timer.kind());
      case Effect.RequestProposal request -> agenda.after(20, () -> build(request));
      case Effect.ImportBlock imported -> agenda.after(10, () -> importSealed(imported.block()));
      case Effect.ReportEquivocation report ->
          throw new AssertionError("An honest validator was accused: " + report.equivocation());
      case Effect.FallenBehind behind -> links.requestBlocks(this, behind.peer());
    }
  }

  private void setTimer(Effect.SetTimer timer) {
    long identity = nextTimer++;
    timers.put(timer.kind(), identity);
    RoundIdentifier round = timer.round();
    agenda.at(
        timer.atMillis(),
        () -> {
          if (timers.getOrDefault(timer.kind(), -1L) == identity) {
            timers.remove(timer.kind());
            handle(new Event.TimerExpired(timer.kind(), round));
          }
        });
  }

  private void build(Effect.RequestProposal request) {
    if (head().header().equals(request.parent())) {
      Block block = network.block(head(), key, request.round().round(), request.timestamp());
      handle(new Event.ProposalBuilt(request.round(), block));
    }
  }

  private void importSealed(Block block) {
    if (isUp() && block.number() == head().number() + 1) {
      append(block);
      handle(new Event.NewChainHead(block.header()));
      links.announce(this, block);
    }
  }

  @Override
  public String toString() {
    return "%s at %d, round %s, sealed in round %d"
        .formatted(
            isUp() ? "up" : "down",
            head().number(),
            machine.flatMap(QbftStateMachine::currentRound),
            BlockRounds.round(head()));
  }
}
