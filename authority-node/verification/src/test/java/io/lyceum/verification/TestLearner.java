package io.lyceum.verification;

import static io.lyceum.contracts.SandboxNetwork.JOB;

import io.lyceum.contracts.Account;
import io.lyceum.genesis.config.Cheat;
import io.lyceum.learner.agent.Conduct;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.ProofClaim;
import io.lyceum.learner.proof.ProofLeaf;
import io.lyceum.learner.proof.ProofStore;
import io.lyceum.learner.proof.ProofTree;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Trains a proof, serves what it commits to, and submits it. */
record TestLearner(Account account, ArtifactNode node, TrainingEngine engine, Corpus corpus) {

  /** A checkpoint that the learner makes of the one that its training gave. */
  @FunctionalInterface
  interface Forgery {
    TrainingState forge(int checkpoint, TrainingState honest);
  }

  @FunctionalInterface
  private interface Work {
    Segment segment(int index, TrainingState before, SegmentTrainer trainer);
  }

  /** The proof's id on chain. */
  Bytes32 submit(Job job, TrainingState parent, long epoch, Forgery forgery) throws Exception {
    return submit(job, parent, epoch, forgery, BigInteger.ZERO);
  }

  /** The same, claiming a loss that is lower by some units than the true one. */
  Bytes32 submit(
      Job job, TrainingState parent, long epoch, Forgery forgery, BigInteger embellishment)
      throws Exception {
    return submit(job, parent, epoch, task -> forging(forgery), embellishment);
  }

  /** The same, with the conduct of a learner that cheats. */
  Bytes32 submit(Job job, TrainingState parent, long epoch, Cheat cheat) throws Exception {
    return submit(
        job,
        parent,
        epoch,
        task -> Conduct.of(Optional.of(cheat), task, job.initialLoss())::segment,
        BigInteger.ZERO);
  }

  private Bytes32 submit(
      Job job,
      TrainingState parent,
      long epoch,
      Function<ProofTask, Work> work,
      BigInteger embellishment)
      throws Exception {
    BigInteger number = BigInteger.valueOf(epoch);
    var proofs = account.contracts().proofs();
    var rank = proofs.rank(JOB, number, account.address()).send();
    Bytes32 version = Checkpoint.of(parent).parametersRoot();
    Bytes32 seed = ProofClaim.seed(job.id(), UInt256.valueOf(epoch), node.key().address(), version);
    ProofTask task =
        new ProofTask(
            job.hyperparameters(),
            job.segments(),
            job.stepsPerSegment(),
            number,
            seed,
            new Shard(rank.component1().intValue(), rank.component2().intValue()));
    SegmentTrainer trainer = new SegmentTrainer(engine, task, corpus);
    Work works = work.apply(task);
    CheckpointStore checkpoints = new CheckpointStore(node.store());
    List<ProofLeaf> leaves = new ArrayList<>();
    leaves.add(ProofLeaf.first(parent));
    checkpoints.put("proof", parent);
    TrainingState state = parent;
    Checkpoint last = null;
    for (int i = 0; i < job.segments(); i++) {
      Segment shown = works.segment(i, state, trainer);
      leaves.add(ProofLeaf.after(shown));
      last = checkpoints.put("proof", shown.after());
      state = shown.after();
    }
    ProofTree tree = new ProofTree(leaves);
    new ProofStore(node.store()).put("proof", tree);
    Loss loss =
        Loss.ofNats(
            new HeldOutEvaluator(engine, job.hyperparameters(), corpus)
                .evaluate(state.parameters()));
    proofs
        .submit(
            JOB,
            number,
            tree.root().toArrayUnsafe(),
            version.toArrayUnsafe(),
            last.parametersRoot().toArrayUnsafe(),
            last.optimizerRoot().toArrayUnsafe(),
            unsigned(leaves.getLast().loss()),
            unsigned(loss).subtract(embellishment),
            bytes(tree.inclusion(0)),
            bytes(tree.inclusion(job.segments())))
        .send();
    return Bytes32.wrap(proofs.proofOf(JOB, number, account.address()).send());
  }

  private static Work forging(Forgery forgery) {
    return (index, before, trainer) -> {
      Segment honest = trainer.train(index, before);
      return new Segment(
          index, before, forgery.forge(index + 1, honest.after()), honest.meanLoss());
    };
  }

  private static BigInteger unsigned(Loss loss) {
    return loss.number();
  }

  private static List<byte[]> bytes(List<Bytes32> hashes) {
    return hashes.stream().map(Bytes32::toArrayUnsafe).toList();
  }
}
