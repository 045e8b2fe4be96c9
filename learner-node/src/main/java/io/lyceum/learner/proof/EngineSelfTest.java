package io.lyceum.learner.proof;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingEngine;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A short training that is the same for everybody. A job stores its result; a node whose engine
 * gives another one neither trains for the job nor votes on it, so a difference between libraries
 * or machines stops a node instead of costing an honest learner its bond.
 */
public final class EngineSelfTest {

  /** What every engine of class {@code exact-1} gives, on any machine. */
  public static final Bytes32 EXACT =
      Bytes32.fromHexString("0xbb7c7e7ac377f378393cd991388d6ac841707a31d872daed98a944bfa247b928");

  private static final ModelSpecification MODEL =
      new ModelSpecification(2, 64, 4, 2, 128, 32, ModelSpecification.BYTES, 7, 0.05, 1e4, 1e-5);
  private static final Hyperparameters TRAINING =
      new Hyperparameters(4, 32, 0.01, 0.001, 2, 8, 0.9, 0.99, 1e-8, 0.1, 1, 1);
  private static final int STEPS = 8;

  private EngineSelfTest() {}

  /** The root of the checkpoint after the fixed training. */
  public static Bytes32 digest(TrainingEngine engine) {
    ProofTask task =
        new ProofTask(TRAINING, 1, STEPS, BigInteger.ZERO, Bytes32.ZERO, new Shard(0, 1));
    SegmentTrainer trainer = new SegmentTrainer(engine, task, Corpus.primer(0));
    return Checkpoint.of(trainer.train(0, engine.initialState(MODEL)).after()).root();
  }
}
