package io.lyceum.learner.agent;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.CreationCode;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ReplayMode;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.contracts.TrainingJobs;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.ledger.crypto.KeyPair;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.web3j.protocol.Web3j;

/** The contracts in our EVM with four authorities, two admitted learners and a job to train for. */
final class SandboxJob {

  static final ModelSpecification MODEL =
      new ModelSpecification(1, 4, 1, 1, 4, 8, ModelSpecification.BYTES, 7, 0.05, 1e4, 1e-5);
  static final Hyperparameters TRAINING =
      new Hyperparameters(2, 8, 0.01, 0.001, 2, 64, 0.9, 0.99, 1e-8, 0.1, 1, 1);
  static final Corpus CORPUS = Corpus.primer(3);
  static final int SEGMENTS = 4;
  static final int STEPS = 2;
  static final BigInteger POL = BigInteger.TEN.pow(18);
  static final BigInteger BOND = POL.multiply(BigInteger.TEN);
  static final BigInteger REWARD = POL.multiply(BigInteger.valueOf(50));
  static final BigInteger JOB = BigInteger.ONE;

  private static final int FIRST_AUTHORITY = 1000;
  private static final int FIRST_LEARNER = 2000;
  private static final long START_BLOCK = 80;

  final SandboxChain chain = new SandboxChain();
  final Web3j web3j = Web3j.build(chain);
  final List<KeyPair> authorities = keys(FIRST_AUTHORITY, 4);
  final List<KeyPair> learners = keys(FIRST_LEARNER, 2);
  final List<Account> accounts =
      IntStream.range(0, 4).mapToObj(i -> Account.of(web3j, FIRST_AUTHORITY + i)).toList();

  /**
   * @param challenges segments that each authority samples
   * @param selfTestDigest what the job demands of engines
   */
  SandboxJob(int epochs, int challenges, Bytes32 selfTestDigest) throws Exception {
    deploy();
    TrainingJobs.Terms terms =
        terms(JOB, TRAINING.toJson().toArrayUnsafe(), epochs, challenges, selfTestDigest);
    for (Account authority : accounts) {
      BigInteger bond = POL.multiply(BigInteger.valueOf(100));
      chain.fund(authority.address(), UInt256.valueOf(bond));
      authority.contracts().authorities().deposit(bond).send();
    }
    for (Account authority : accounts.subList(0, 3)) {
      for (KeyPair learner : learners) {
        authority.contracts().learners().vote(learner.address().toString(), true).send();
      }
      authority
          .contracts()
          .models()
          .publish(JOB, MODEL.toJson().toArrayUnsafe(), "Be kind.".getBytes(StandardCharsets.UTF_8))
          .send();
      authority.contracts().jobs().create(JOB, terms).send();
    }
    for (KeyPair learner : learners) {
      chain.fund(learner.address().toString(), UInt256.valueOf(BOND.multiply(BigInteger.TWO)));
    }
  }

  static SandboxJob of(int epochs) throws Exception {
    return new SandboxJob(epochs, SEGMENTS, EngineSelfTest.digest(new StepEngine()));
  }

  /** Adds a second job, whose documents this software does not know. */
  void addMalformedJob() throws Exception {
    BigInteger second = BigInteger.TWO;
    byte[] unknown = "{}".getBytes(StandardCharsets.UTF_8);
    TrainingJobs.Terms terms = terms(second, unknown, 1, 1, Bytes32.ZERO);
    for (Account authority : accounts.subList(0, 3)) {
      authority.contracts().models().publish(second, unknown, unknown).send();
      authority.contracts().jobs().create(second, terms).send();
    }
  }

  private void deploy() {
    chain.deployAt(
        Predeployed.AUTHORITY_REGISTRY.address(),
        CreationCode.authorityRegistry(
            authorities.stream().map(key -> key.address().toString()).toList(), BigInteger.ZERO));
    for (Predeployed contract : Predeployed.values()) {
      if (contract != Predeployed.AUTHORITY_REGISTRY) {
        chain.deployAt(contract.address(), CreationCode.of(contract));
      }
    }
    chain.fund(
        Predeployed.REWARD_VAULT.address(), UInt256.valueOf(REWARD.multiply(BigInteger.TEN)));
  }

  private static TrainingJobs.Terms terms(
      BigInteger modelId,
      byte[] hyperparameters,
      int epochs,
      int challenges,
      Bytes32 selfTestDigest) {
    Tensors initial = Tensors.initial(MODEL);
    double loss = new HeldOutEvaluator(new StepEngine(), TRAINING, CORPUS).evaluate(initial);
    return new TrainingJobs.Terms(
        modelId,
        BigInteger.ZERO,
        CORPUS.commitment().toArrayUnsafe(),
        hyperparameters,
        StepEngine.CLASS,
        ReplayMode.EXACT.number(),
        BigInteger.ZERO,
        selfTestDigest.toArrayUnsafe(),
        Checkpoint.zeroOptimizerRoot(MODEL).toArrayUnsafe(),
        Checkpoint.version(initial).toArrayUnsafe(),
        BigInteger.valueOf(Loss.ofNats(loss).encoded()),
        BigInteger.valueOf(SEGMENTS),
        BigInteger.valueOf(STEPS),
        BigInteger.valueOf(challenges),
        BigInteger.ONE,
        REWARD,
        BOND,
        BigInteger.valueOf(epochs),
        BigInteger.valueOf(START_BLOCK),
        BigInteger.valueOf(20_000),
        BigInteger.valueOf(10_000));
  }

  private static List<KeyPair> keys(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(secret -> KeyPair.of(Bytes32.wrap(UInt256.valueOf(secret))))
        .toList();
  }
}
