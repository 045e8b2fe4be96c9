package io.lyceum.cli.network;

import io.lyceum.genesis.FirstJob;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusException;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Presets;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.learner.training.TrainingEngine;
import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The job that a new network begins with: a transformer of a third of a million parameters, small
 * enough to learn something in a minute on a core.
 *
 * @param epochs how many epochs it runs
 * @param segments of a proof, S
 * @param stepsPerSegment optimizer steps of a segment, k
 * @param replayBound ε of bounded replay in millionths; 0 for exact replay
 * @param challenges segments that each authority samples, c
 * @param epochBlocks blocks in which an epoch takes submissions
 * @param attestationBlocks blocks in which a proof takes attestations
 */
public record StarterJob(
    int epochs,
    int segments,
    int stepsPerSegment,
    int replayBound,
    int challenges,
    int epochBlocks,
    int attestationBlocks) {

  private static final ModelSpecification MODEL = Presets.SMALL_MODEL;

  /** No bound: every bit of a replay must be equal. */
  private static final int EXACT_REPLAY = 0;

  private static final String GUIDELINES = "Answer in short, simple and friendly sentences.";

  // A thousandth of a nat: more than the noise of rounding, less than any real progress.
  private static final long REQUIRED_IMPROVEMENT = 1_000_000;
  private static final UInt256 POL = UInt256.valueOf(10).pow(18);
  // With 6 honest samples of 8 segments a single bad segment is found with P = 0.55, so the bond
  // must exceed reward · (1 − P) / P = 0.82 rewards.
  private static final UInt256 REWARD = POL.multiply(10);
  private static final UInt256 BOND = POL.multiply(10);
  // Learners have so many seconds to enrol for the first epoch.
  private static final long START_BLOCK = 10;

  /** The job of a network that is to stay. */
  public static StarterJob lasting() {
    return new StarterJob(100, 8, 50, EXACT_REPLAY, 2, 900, 120);
  }

  /** The job of a demonstration of a few minutes. */
  public static StarterJob demonstration() {
    return new StarterJob(3, 8, 40, EXACT_REPLAY, 2, 900, 120);
  }

  /** The job of a demonstration that lasts until a cheat is caught: six proofs at most. */
  public static StarterJob untilCaught() {
    return new StarterJob(6, 8, 25, EXACT_REPLAY, 2, 900, 120);
  }

  /** The number of parameters of its model. */
  public static long parameters() {
    return MODEL.parameters();
  }

  /**
   * Evaluates the initial version and fills in what a job needs.
   *
   * @throws CorpusException if the corpus is too small for the job's windows
   */
  public FirstJob on(Corpus corpus, TrainingEngine engine) {
    Hyperparameters hyperparameters = hyperparameters();
    Tensors initial = Tensors.initial(MODEL);
    Loss loss =
        Loss.ofNats(new HeldOutEvaluator(engine, hyperparameters, corpus).evaluate(initial));
    return new FirstJob(
        MODEL.toJson(),
        Bytes.wrap(GUIDELINES.getBytes(StandardCharsets.UTF_8)),
        hyperparameters.toJson(),
        corpus.commitment(),
        Checkpoint.version(initial),
        loss.encoded(),
        Checkpoint.zeroOptimizerRoot(MODEL),
        EngineSelfTest.digest(engine),
        engine.engineClass(),
        replayBound,
        segments,
        stepsPerSegment,
        challenges,
        REQUIRED_IMPROVEMENT,
        REWARD,
        BOND,
        epochs,
        START_BLOCK,
        epochBlocks,
        attestationBlocks);
  }

  private Hyperparameters hyperparameters() {
    return Presets.smallTraining(epochs * segments * stepsPerSegment);
  }
}
