package io.lyceum.verification;

import io.lyceum.contracts.Verdict;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.MalformedCheckpointException;
import io.lyceum.learner.proof.ProofLeaf;
import io.lyceum.learner.proof.ProofStore;
import io.lyceum.learner.proof.ProofTree;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.InvalidArtifactException;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Judges single claims of proofs by doing the work again. In exact replay roots and losses must be
 * equal; in bounded replay the claimed checkpoint is fetched too, and compared as {@link
 * ReplayBound} and {@link UpdateBound} say. What is heavy runs under the compute permits, and no
 * transfer does. What the learner committed to and is no training state at all is a mismatch; what
 * cannot be had is unavailable. A failure of this node's own is neither: it is thrown, and no
 * verdict comes of it.
 */
final class ClaimVerifier {

  private final Engines engines;
  private final ComputePermits permits;
  private final ArtifactKeeper keeper;
  private final CheckpointStore checkpoints;
  private final ProofStore proofs;

  ClaimVerifier(
      Engines engines, ComputePermits permits, ArtifactKeeper keeper, ArtifactStore store) {
    this.engines = engines;
    this.permits = permits;
    this.keeper = keeper;
    this.checkpoints = new CheckpointStore(store);
    this.proofs = new ProofStore(store);
  }

  /** Replays a segment and compares the checkpoint and the loss to which it leads. */
  Verdict segment(Job job, Corpus corpus, Shard shard, SubmittedProof proof, int segment)
      throws Exception {
    if (!obtain(proof, proof.proofRoot(), ArtifactSize.ofProof(proof.segments()))) {
      return Verdict.UNAVAILABLE;
    }
    try {
      ProofTree tree = proofs.read(proof.proofRoot()).orElseThrow();
      if (tree.segments() != proof.segments()) {
        return Verdict.MISMATCH;
      }
      Optional<TrainingState> before = stateAt(job, proof, tree.leaves().get(segment));
      if (before.isEmpty()) {
        return Verdict.UNAVAILABLE;
      }
      SegmentTrainer trainer =
          new SegmentTrainer(
              engineOf(job),
              job.task(proof.epoch(), proof.learner(), proof.parentVersion(), shard),
              corpus);
      ProofLeaf claimed = tree.leaves().get(segment + 1);
      Replayed replayed =
          permits.run(Work.VERIFICATION, () -> Replayed.of(trainer.train(segment, before.get())));
      return replayed.leaf().equals(claimed)
          ? Verdict.MATCH
          : compare(job, proof, replayed.segment(), claimed);
    } catch (InvalidArtifactException | MalformedCheckpointException e) {
      return Verdict.MISMATCH;
    }
  }

  /** Evaluates the final version on the held-out part and compares the loss. */
  Verdict evaluation(Job job, Corpus corpus, SubmittedProof proof) throws Exception {
    if (!obtain(proof, proof.finalVersion(), ArtifactSize.ofVersion(job.specification()))) {
      return Verdict.UNAVAILABLE;
    }
    try {
      Tensors version =
          checkpoints.readVersion(proof.finalVersion(), job.specification()).orElseThrow();
      HeldOutEvaluator evaluator =
          new HeldOutEvaluator(engineOf(job), job.hyperparameters(), corpus);
      double nats = permits.run(Work.VERIFICATION, () -> evaluator.evaluate(version));
      Loss evaluated = Loss.ofNats(nats);
      return verdict(
          switch (job.replay()) {
            case Replay.Exact exact -> evaluated.equals(proof.loss());
            case Replay.Bounded bounded -> ReplayBound.admitsEvaluation(evaluated, proof.loss());
          });
    } catch (InvalidArtifactException | MalformedCheckpointException e) {
      return Verdict.MISMATCH;
    }
  }

  private TrainingEngine engineOf(Job job) {
    return engines.forReplay(job).orElseThrow();
  }

  /** Judges a claim that is not the replay's bits. */
  private Verdict compare(Job job, SubmittedProof proof, Segment replayed, ProofLeaf claimed)
      throws Exception {
    return switch (job.replay()) {
      case Replay.Exact exact -> Verdict.MISMATCH;
      case Replay.Bounded bounded ->
          obtain(proof, claimed.checkpointRoot(), ArtifactSize.ofCheckpoint(job.specification()))
              ? permits.run(
                  Work.VERIFICATION,
                  () ->
                      checkpointAt(job, claimed)
                          .map(state -> verdict(admits(job, bounded, replayed, state, claimed)))
                          .orElse(Verdict.UNAVAILABLE))
              : Verdict.UNAVAILABLE;
    };
  }

  private static boolean admits(
      Job job, Replay.Bounded replay, Segment replayed, TrainingState state, ProofLeaf claimed) {
    ReplayBound bound = ReplayBound.of(replay);
    return bound.admits(Loss.ofNats(replayed.meanLoss()), claimed.loss())
        && bound.admits(replayed.before(), replayed.after(), state)
        && UpdateBound.of(replay, job).admits(replayed.after(), state);
  }

  private Optional<TrainingState> stateAt(Job job, SubmittedProof proof, ProofLeaf leaf)
      throws InterruptedException {
    if (leaf.index() == 0) {
      // The contract has checked that this is the parent with zero moments.
      return obtain(proof, proof.parentVersion(), ArtifactSize.ofVersion(job.specification()))
          ? checkpoints
              .readVersion(proof.parentVersion(), job.specification())
              .map(TrainingState::atProofStart)
          : Optional.empty();
    }
    return obtain(proof, leaf.checkpointRoot(), ArtifactSize.ofCheckpoint(job.specification()))
        ? checkpointAt(job, leaf)
        : Optional.empty();
  }

  private Optional<TrainingState> checkpointAt(Job job, ProofLeaf leaf) {
    return checkpoints.read(
        leaf.checkpointRoot(), job.specification(), leaf.index() * job.stepsPerSegment());
  }

  private boolean obtain(SubmittedProof proof, Bytes32 root, ArtifactSize size)
      throws InterruptedException {
    return keeper.obtain(ArtifactKeeper.holderOf(proof), root, size, Optional.of(proof.learner()));
  }

  private static Verdict verdict(boolean equal) {
    return equal ? Verdict.MATCH : Verdict.MISMATCH;
  }

  /** A segment that was trained again, and the leaf that it gives. */
  private record Replayed(Segment segment, ProofLeaf leaf) {

    static Replayed of(Segment segment) {
      return new Replayed(segment, ProofLeaf.after(segment));
    }
  }
}
