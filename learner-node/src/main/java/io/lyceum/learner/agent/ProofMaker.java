package io.lyceum.learner.agent;

import io.lyceum.genesis.config.Cheat;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusException;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.ProofLeaf;
import io.lyceum.learner.proof.ProofStore;
import io.lyceum.learner.proof.ProofTree;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains the segments of a proof and stores what authorities will ask for. */
final class ProofMaker {

  private final ComputePermits permits;
  private final CheckpointStore checkpoints;
  private final ProofStore proofs;
  private final Optional<Cheat> cheat;
  private final LearnerListener listener;

  ProofMaker(
      ComputePermits permits,
      PeerArtifacts artifacts,
      Optional<Cheat> cheat,
      LearnerListener listener) {
    this.permits = permits;
    this.checkpoints = new CheckpointStore(artifacts.store());
    this.proofs = new ProofStore(artifacts.store());
    this.cheat = cheat;
    this.listener = listener;
  }

  /**
   * Makes a proof. The same arguments give the same proof, so it can be made again after a crash.
   *
   * @param holder under whose name its artifacts are held
   * @param parent the parameters that the epoch starts from
   * @param parentLoss their held-out loss
   */
  PreparedProof make(
      String holder,
      Job job,
      ProofTask task,
      TrainingEngine engine,
      Corpus corpus,
      Tensors parent,
      Loss parentLoss)
      throws InterruptedException, HindranceException {
    SegmentTrainer trainer;
    HeldOutEvaluator evaluator;
    try {
      trainer = new SegmentTrainer(engine, task, corpus);
      evaluator = new HeldOutEvaluator(engine, task.hyperparameters(), corpus);
    } catch (CorpusException e) {
      throw new HindranceException(e.getMessage(), e);
    }
    Conduct conduct = Conduct.of(cheat, task, parentLoss);
    TrainingState state = TrainingState.atProofStart(parent);
    Checkpoint checkpoint = checkpoints.put(holder, state);
    List<ProofLeaf> leaves = new ArrayList<>();
    leaves.add(new ProofLeaf(0, checkpoint.root(), Loss.ZERO));
    for (int i = 0; i < task.segments(); i++) {
      int index = i;
      TrainingState before = state;
      Segment segment =
          Computation.run(permits, Work.TRAINING, () -> conduct.segment(index, before, trainer));
      state = segment.after();
      checkpoint = checkpoints.put(holder, state);
      Loss loss = Loss.ofNats(segment.meanLoss());
      leaves.add(new ProofLeaf(i + 1, checkpoint.root(), loss));
      listener.on(
          new LearnerEvent.SegmentTrained(job.number(), task.epoch(), i, task.segments(), loss));
    }
    Tensors last = state.parameters();
    double heldOut = Computation.run(permits, Work.TRAINING, () -> evaluator.evaluate(last));
    ProofTree tree = new ProofTree(leaves);
    proofs.put(holder, tree);
    return new PreparedProof(tree, checkpoint, Loss.ofNats(heldOut));
  }
}
