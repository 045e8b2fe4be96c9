package io.lyceum.learner.agent;

import io.lyceum.contracts.Predeployed;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.ProofTask;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.tuples.generated.Tuple2;

/** Makes and submits a learner's proof of an epoch: once, whatever happens in between. */
final class Submission {

  /** A proof that is made, until the chain has it: what fails to be sent is not trained again. */
  private record Ready(Job job, Epoch epoch, PreparedProof proof) {

    boolean isFor(Job otherJob, Epoch otherEpoch) {
      return job.number().equals(otherJob.number())
          && epoch.number().equals(otherEpoch.number())
          && epoch.parent().equals(otherEpoch.parent());
    }
  }

  private final ChainClient chain;
  private final Engines engines;
  private final Materials materials;
  private final Enrolment enrolment;
  private final ProofMaker maker;
  private final LearnerListener listener;
  private Optional<Ready> ready = Optional.empty();

  Submission(
      ChainClient chain,
      Engines engines,
      Materials materials,
      Enrolment enrolment,
      ProofMaker maker,
      LearnerListener listener) {
    this.chain = chain;
    this.engines = engines;
    this.materials = materials;
    this.enrolment = enrolment;
    this.maker = maker;
    this.listener = listener;
  }

  /** The learner's proof of an epoch that is on the chain. */
  Optional<Bytes32> submitted(Job job, BigInteger epoch)
      throws ChainException, InterruptedException {
    byte[] id =
        chain.read(
            "The learner's proof",
            chain.contracts().proofs().proofOf(job.number(), epoch, chain.account().toString()));
    return Optional.of(Bytes32.wrap(id)).filter(found -> !found.isZero());
  }

  /** Trains for an epoch and submits the proof, if the learner is in it and it takes one still. */
  void make(Job job, Epoch epoch) throws ChainException, InterruptedException, HindranceException {
    if (chain.blockNumber() >= epoch.deadline() || !enrolment.isInRoster(job, epoch.number())) {
      return;
    }
    enrolment.ensureDeposit(job);
    if (!ready.map(proof -> proof.isFor(job, epoch)).orElse(false)) {
      ready = Optional.of(new Ready(job, epoch, train(job, epoch)));
    }
    send(job, epoch, ready.get().proof());
    ready = Optional.empty();
  }

  private PreparedProof train(Job job, Epoch epoch)
      throws ChainException, InterruptedException, HindranceException {
    Corpus corpus = materials.corpus(job);
    Tensors parent = materials.parent(job, epoch.parent());
    Shard shard = shard(job, epoch.number());
    ProofTask task = job.task(epoch.number(), chain.account(), epoch.parent(), shard);
    listener.on(
        new LearnerEvent.TrainingBegan(
            job.number(), epoch.number(), epoch.parent(), epoch.parentLoss(), shard));
    return maker.make(
        Holder.proof(job.number(), epoch.number()).text(),
        job,
        task,
        engines.of(job),
        corpus,
        parent,
        epoch.parentLoss());
  }

  private Shard shard(Job job, BigInteger epoch) throws ChainException, InterruptedException {
    Tuple2<BigInteger, BigInteger> rank =
        chain.read(
            "The learner's rank",
            chain.contracts().proofs().rank(job.number(), epoch, chain.account().toString()));
    return new Shard(rank.component1().intValueExact(), rank.component2().intValueExact());
  }

  private void send(Job job, Epoch epoch, PreparedProof proof)
      throws ChainException, InterruptedException {
    // A submission from before a crash may still be on its way into a block.
    chain.awaitPending();
    if (submitted(job, epoch.number()).isPresent()) {
      return;
    }
    int segments = job.segments();
    chain.send(
        "The submission of the proof for epoch " + epoch.number(),
        Predeployed.PROOF_OF_LEARNING,
        chain
            .contracts()
            .proofs()
            .submit(
                job.number(),
                epoch.number(),
                proof.tree().root().toArrayUnsafe(),
                epoch.parent().toArrayUnsafe(),
                proof.last().parametersRoot().toArrayUnsafe(),
                proof.last().optimizerRoot().toArrayUnsafe(),
                number(proof.tree().leaves().get(segments).loss()),
                number(proof.loss()),
                siblings(proof, 0),
                siblings(proof, segments)));
    Bytes32 id =
        submitted(job, epoch.number())
            .orElseThrow(() -> new ChainException("The submission left no proof."));
    listener.on(new LearnerEvent.ProofSubmitted(job.number(), epoch.number(), id, proof.loss()));
  }

  private static List<byte[]> siblings(PreparedProof proof, int leaf) {
    return proof.tree().inclusion(leaf).stream().map(Bytes32::toArrayUnsafe).toList();
  }

  private static BigInteger number(Loss loss) {
    return loss.number();
  }
}
