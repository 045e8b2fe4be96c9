package io.lyceum.cli.demo;

import io.lyceum.cli.client.Pol;
import io.lyceum.learner.agent.LearnerEvent;
import io.lyceum.ledger.types.Address;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells the user what happens as it happens. Called by many threads. */
final class Narrator {

  private final PrintWriter out;
  private final Clock clock;
  private final Instant begin;

  Narrator(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** Says something. */
  void say(String text, Object... arguments) {
    long seconds = Duration.between(begin, clock.instant()).toSeconds();
    out.printf("%4d s  %s%n", seconds, text.formatted(arguments));
    out.flush();
  }

  /** Tells what a learner does between its transactions. */
  void tell(String learner, LearnerEvent event) {
    switch (event) {
      case LearnerEvent.SegmentTrained trained ->
          say(
              "%s trained segment %d of %d, training loss %.3f",
              learner, trained.segment() + 1, trained.segments(), trained.loss().nats());
      case LearnerEvent.Hindered hindered -> say("%s waits: %s", learner, hindered.reason());
      case LearnerEvent.JobUnsuitable unsuitable ->
          say("%s cannot train: %s", learner, unsuitable.reason());
      // The chain tells the rest.
      case LearnerEvent.Enrolled enrolled -> {}
      case LearnerEvent.TrainingBegan began -> {}
      case LearnerEvent.ProofSubmitted submitted -> {}
      case LearnerEvent.ProofSettled settled -> {}
      case LearnerEvent.Slashed slashed -> {}
      case LearnerEvent.Paid paid -> {}
      case LearnerEvent.JobFinished finished -> {}
    }
  }

  /** Tells an event of the chain. */
  void tell(long block, ChainEvent event, JobRecord job, Nicknames names, int electors) {
    String text =
        switch (event) {
          case ChainEvent.EpochBegan began ->
              "epoch %d begins with %d learners, held-out loss %.3f"
                  .formatted(began.epoch(), began.learners(), began.parentLoss());
          case ChainEvent.Submitted submitted ->
              "%s submitted %s, claiming held-out loss %.3f"
                  .formatted(
                      names.of(submitted.learner()),
                      Nicknames.of(submitted.proof()),
                      submitted.loss());
          case ChainEvent.Attested attested ->
              "%s sampled %s of %s, held-out loss %s (attested %d of %d)"
                  .formatted(
                      names.of(attested.authority()),
                      samples(attested),
                      Nicknames.of(attested.proof()),
                      word(attested.evaluation()),
                      job.proof(attested.proof()).attestations(),
                      electors);
          case ChainEvent.Named named ->
              "%s names segment %d of %s: %s"
                  .formatted(
                      names.of(named.authority()),
                      named.segment(),
                      Nicknames.of(named.proof()),
                      word(named.verdict()));
          case ChainEvent.Judged judged ->
              "%s replayed the named segment %d of %s: %s"
                  .formatted(
                      names.of(judged.authority()),
                      judged.segment(),
                      Nicknames.of(judged.proof()),
                      word(judged.verdict()));
          case ChainEvent.Settled settled ->
              "settled: %s of %s is %s"
                  .formatted(
                      Nicknames.of(settled.proof()),
                      names.of(settled.learner()),
                      word(settled.outcome()));
          case ChainEvent.Slashed slashed ->
              "%s lost its bond of %s"
                  .formatted(names.of(slashed.learner()), Pol.format(slashed.amount()));
          case ChainEvent.ReputationChanged changed ->
              "the reputation of %s is now %d"
                  .formatted(names.of(changed.learner()), changed.reputation());
          case ChainEvent.Paid paid ->
              "%s is paid %s".formatted(names.of(paid.learner()), Pol.format(paid.amount()));
          case ChainEvent.EpochClosed closed ->
              "epoch %d is closed: %d proofs accepted, held-out loss now %.3f"
                  .formatted(closed.epoch(), closed.accepted(), closed.loss());
          case ChainEvent.JobFinished finished -> "the job is finished";
        };
    say("block %d: %s", block, text);
  }

  /** Tells who found a rejected proof out. */
  void tellDetection(ProofRecord proof, Nicknames names, int electors) {
    for (Map.Entry<Integer, Set<Address>> found : proof.refuters().entrySet()) {
      int segment = found.getKey();
      say(
          "%s of %s: segment %d was sampled by %d and refuted by %d of %d authorities",
          Nicknames.of(proof.id()),
          names.of(proof.learner()),
          segment,
          proof.samplers(segment).size(),
          found.getValue().size(),
          electors);
    }
  }

  private static String samples(ChainEvent.Attested attested) {
    List<Integer> samples = attested.samples();
    return IntStream.range(0, samples.size())
        .mapToObj(i -> "%d (%s)".formatted(samples.get(i), word(attested.verdicts().get(i))))
        .collect(Collectors.joining(" and ", "segments ", ""));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
