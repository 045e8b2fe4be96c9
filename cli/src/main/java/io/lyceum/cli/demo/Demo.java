package io.lyceum.cli.demo;

import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.client.Completion;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.cli.network.StarterJob;
import io.lyceum.cli.node.StopSignal;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.genesis.config.Cheat;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** Watches a network of the demonstration through JSON-RPC until it has shown what it shall. */
final class Demo {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);
  private static final Duration VERSION_PATIENCE = Duration.ofMinutes(2);
  private static final int ANSWER_TOKENS = 80;
  private static final BigInteger MODEL = BigInteger.ONE;

  private final DemoNetwork network;
  private final StarterJob terms;
  private final Optional<Cheat> cheat;
  private final Narrator narrator;
  private final Clock clock;
  private final Nicknames names;
  private final Web3jService service;
  private final Web3j node;
  private final LyceumContracts contracts;
  private final JobRecord job = new JobRecord();

  Demo(
      DemoNetwork network,
      StarterJob terms,
      Optional<Cheat> cheat,
      Narrator narrator,
      Clock clock) {
    this.network = network;
    this.terms = terms;
    this.cheat = cheat;
    this.narrator = narrator;
    this.clock = clock;
    this.names = network.names();
    this.service = RpcOption.service(network.rpc());
    this.node = Web3j.build(service);
    this.contracts = LyceumContracts.readOnly(node, Address.ZERO.toString());
  }

  /**
   * Follows the chain until the job is finished, or a cheating proof was caught and its epoch is
   * closed.
   *
   * @return whether that came to pass; false if the user asked to stop
   * @throws CommandFailure if the chain stands still
   */
  boolean follow(StopSignal stop) throws IOException, InterruptedException {
    ChainFollower chain = new ChainFollower(node);
    BooleanSupplier done = cheat.isPresent() ? this::cheaterIsCaught : () -> false;
    Instant lastBlock = clock.instant();
    while (!job.finished() && !done.getAsBoolean()) {
      List<ChainFollower.Block> blocks = chain.newBlocks();
      blocks.forEach(this::take);
      if (!blocks.isEmpty()) {
        lastBlock = clock.instant();
      } else if (lastBlock.plus(LONGEST_SILENCE).isBefore(clock.instant())) {
        throw new CommandFailure("No block was made for a minute");
      }
      if (stop.await(POLL)) {
        return false;
      }
    }
    return true;
  }

  private void take(ChainFollower.Block block) {
    job.add(block);
    for (ChainEvent event : block.events()) {
      job.add(event);
      narrator.tell(block.number(), event, job, names, network.authorities().size());
    }
  }

  private boolean cheaterIsCaught() {
    return job.proofs(cheater(), ProofStatus.REJECTED).stream()
        .anyMatch(proof -> proof.epoch() < job.closedEpochs());
  }

  private Address cheater() {
    return network.learners().getLast();
  }

  /** What to call the nodes. */
  Nicknames names() {
    return names;
  }

  /** Asks for what the chain and the model say at the end. */
  DemoReport report(String prompt, ComputePermits permits, StopSignal stop)
      throws IOException, InterruptedException {
    Completion completion = complete(prompt, stop);
    List<Standing> standings = new ArrayList<>();
    for (Address learner : network.learners()) {
      standings.add(standing(learner));
    }
    return DemoReport.of(
        job,
        permits.cpuTime(ComputePermits.Work.TRAINING),
        permits.cpuTime(ComputePermits.Work.VERIFICATION),
        standings,
        prompt,
        completion.firstLine());
  }

  /** Waits until the node serves the newest version, and lets that one answer. */
  private Completion complete(String prompt, StopSignal stop)
      throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(VERSION_PATIENCE);
    while (clock.instant().isBefore(deadline)) {
      try {
        Completion completion = Completion.of(service, prompt, ANSWER_TOKENS, 0, 0);
        if (Bytes32.fromHexString(completion.version()).equals(currentVersion())) {
          return completion;
        }
      } catch (CommandFailure notYet) {
        // A node that holds no version answers with an error.
      }
      if (stop.await(POLL)) {
        throw new CommandFailure("Stopped before the model could answer");
      }
    }
    throw new CommandFailure("The first authority did not come to serve the newest version");
  }

  private Bytes32 currentVersion() throws IOException {
    try {
      return Bytes32.wrap(contracts.models().currentVersion(MODEL).send());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandFailure("The current version cannot be read: " + e.getMessage());
    }
  }

  private Standing standing(Address learner) throws IOException {
    try {
      BigInteger balance =
          RpcOption.ask(node.ethGetBalance(learner.toString(), DefaultBlockParameterName.LATEST))
              .getBalance();
      int reputation = contracts.learners().reputationOf(learner.toString()).send().intValueExact();
      return new Standing(learner, balance, reputation);
    } catch (IOException | CommandFailure e) {
      throw e;
    } catch (Exception e) {
      throw new CommandFailure("The reputation cannot be read: " + e.getMessage());
    }
  }

  /** Tells how the detection went beside what the sampling law gives. */
  void tellOdds() {
    cheat.ifPresent(
        way -> {
          SamplingLaw law =
              SamplingLaw.of(
                  way, terms.segments(), terms.challenges() * network.authorities().size());
          List<ProofRecord> caught = job.proofs(cheater(), ProofStatus.REJECTED);
          long made =
              job.proofs().stream().filter(proof -> proof.learner().equals(cheater())).count();
          caught.forEach(
              proof -> narrator.tellDetection(proof, names, network.authorities().size()));
          narrator.say(
              "The sampling law 1 - (1 - %d/%d)^%d gives a chance of %.1f %% to catch such a proof;"
                  + " caught: %d of %d.",
              law.badSegments(),
              law.segments(),
              law.samples(),
              100 * law.perProof(),
              caught.size(),
              made);
        });
  }

  /** What is wrong with what happened, as a sentence; empty if everything came as it should. */
  Optional<String> complaint(DemoReport report) {
    Address honest = network.learners().getFirst();
    if (!(report.lossAfter() < report.lossBefore())) {
      return Optional.of("The model did not get better");
    }
    if (report.answer().isEmpty()) {
      return Optional.of("The model gave no answer");
    }
    if (job.paidTo(honest).signum() == 0) {
      return Optional.of("An honest learner was not paid");
    }
    return cheat.isPresent() ? complaintAboutDetection(report) : complaintAboutHonestRun();
  }

  private Optional<String> complaintAboutHonestRun() {
    return job.countFailed() == 0
        ? Optional.empty()
        : Optional.of("A proof of an honest learner was rejected, or expired");
  }

  private Optional<String> complaintAboutDetection(DemoReport report) {
    if (job.proofs(cheater(), ProofStatus.REJECTED).isEmpty()) {
      return Optional.of("No cheating proof was caught");
    }
    if (job.slashedFrom(cheater()).signum() == 0) {
      return Optional.of("The cheater kept its bond");
    }
    if (!job.proofs(network.learners().getFirst(), ProofStatus.REJECTED).isEmpty()) {
      return Optional.of("A proof of the honest learner was rejected");
    }
    return Optional.empty();
  }
}
