package io.lyceum.authority.consensus;

import io.lyceum.authority.sync.AnnouncedBlocks;
import io.lyceum.consensus.Effect;
import io.lyceum.consensus.Event;
import io.lyceum.consensus.QbftStateMachine;
import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.network.PeerNetwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of the consensus state machine: it takes one event after another and brings about the
 * effects in their order. Only the building of blocks happens elsewhere.
 */
public final class ConsensusLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsensusLoop.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final QbftStateMachine machine;
  private final ConsensusInbox inbox;
  private final Blockchain chain;
  private final BlockImporter importer;
  private final PeerNetwork network;
  private final SigningRecordStore records;
  private final ProposalFactory proposals;
  private final EquivocationLog equivocations;
  private final AnnouncedBlocks announced;
  private final InstantSource clock;
  private final ConsensusTimers timers;
  private final ExecutorService builders =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("block-builder").factory());
  private final Thread thread = Thread.ofPlatform().name("consensus").unstarted(this::run);

  /**
   * @param machine the validator, not yet started
   * @param inbox where events wait; heads of the chain must be added by whoever watches the chain
   * @param chain whose head the machine follows
   * @param importer takes the blocks that were sealed
   * @param network carries the messages
   * @param records keeps what was signed
   * @param proposals makes blocks
   * @param equivocations takes evidence
   * @param announced is told of peers that have blocks which this node lacks
   * @param clock of this node
   */
  public ConsensusLoop(
      QbftStateMachine machine,
      ConsensusInbox inbox,
      Blockchain chain,
      BlockImporter importer,
      PeerNetwork network,
      SigningRecordStore records,
      ProposalFactory proposals,
      EquivocationLog equivocations,
      AnnouncedBlocks announced,
      InstantSource clock) {
    this.machine = machine;
    this.inbox = inbox;
    this.chain = chain;
    this.importer = importer;
    this.network = network;
    this.records = records;
    this.proposals = proposals;
    this.equivocations = equivocations;
    this.announced = announced;
    this.clock = clock;
    this.timers = new ConsensusTimers(inbox, clock);
  }

  /** Begins at the head that the chain has now, before what waits already. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      handle(new Event.NewChainHead(chain.head()));
      while (!Thread.currentThread().isInterrupted()) {
        handle(inbox.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UnrecordedSignatureException e) {
      // The machine counts as sent what the disk knows nothing of: going on could contradict it.
      LOG.error("This validator takes no further part: what it signs cannot be recorded", e);
      inbox.abandon();
    }
  }

  private void handle(Event event) throws UnrecordedSignatureException {
    // One event stands for all heads that came while it waited; only the newest matters.
    Event current =
        event instanceof Event.NewChainHead ? new Event.NewChainHead(chain.head()) : event;
    try {
      List<Effect> effects = machine.handle(current, clock.millis());
      for (Effect effect : effects) {
        bringAbout(effect);
      }
    } catch (RuntimeException e) {
      LOG.error("Consensus failed at {}", current.getClass().getSimpleName(), e);
    }
  }

  private void bringAbout(Effect effect) throws UnrecordedSignatureException {
    switch (effect) {
      case Effect.Persist persist -> record(persist.record());
      case Effect.Broadcast broadcast -> {
        inbox.traffic().countSent(broadcast.message().code());
        network.broadcastConsensus(MessageCodec.encode(broadcast.message()));
      }
      case Effect.Send send -> {
        inbox.traffic().countSent(send.message().code());
        network.sendConsensus(send.peer(), MessageCodec.encode(send.message()));
      }
      case Effect.SetTimer timer -> timers.set(timer);
      case Effect.CancelTimer timer -> timers.cancel(timer.kind());
      case Effect.RequestProposal request -> build(request);
      case Effect.ImportBlock sealed -> importSealed(sealed.block());
      case Effect.ReportEquivocation report -> equivocations.add(report.equivocation());
      case Effect.FallenBehind behind -> announced.ahead(behind.peer(), behind.height() - 1);
    }
  }

  private void record(SigningRecord record) throws UnrecordedSignatureException {
    try {
      records.write(record);
    } catch (RuntimeException e) {
      throw new UnrecordedSignatureException(e);
    }
  }

  private void build(Effect.RequestProposal request) {
    try {
      builders.execute(
          () -> {
            try {
              ImportedBlock built = proposals.build(request);
              importer.remember(built);
              inbox.add(new Event.ProposalBuilt(request.round(), built.block()));
            } catch (RuntimeException e) {
              LOG.error("Could not build a block for {}", request.round(), e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("Stopping: no block is built for {}", request.round());
    }
  }

  private void importSealed(Block block) {
    try {
      importer.importBlock(block, clock.instant().getEpochSecond());
      LOG.info(
          "Sealed block {} in round {}: {} transactions, {} gas",
          block.number(),
          BlockRounds.round(block),
          block.body().transactions().size(),
          block.header().gasUsed());
    } catch (InvalidBlockException e) {
      LOG.error("Block {} was sealed and cannot be imported: {}", block.number(), e.getMessage());
      announced.wake();
    }
  }

  /** Stops the thread after the event that it is handling. */
  @Override
  public void close() {
    timers.close();
    builders.shutdownNow();
    thread.interrupt();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.warn("Consensus did not stop within {} s", STOP_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The store refused what must be on disk before it is sent. */
  private static final class UnrecordedSignatureException extends Exception {

    UnrecordedSignatureException(RuntimeException cause) {
      super(cause);
    }
  }
}
