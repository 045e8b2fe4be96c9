package io.lyceum.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;

class JobLibraryTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 16, 2, 1, 24, 16, 256, 3, 0.05, 10_000, 1e-5);
  private static final Hyperparameters TRAINING =
      new Hyperparameters(4, 16, 0.02, 0.002, 2, 60, 0.9, 0.99, 1e-8, 0.1, 1, 4);

  @TempDir Path directory;

  @Test
  @Timeout(60)
  void datasetThatNobodySendsDelaysNoOtherJob() throws Exception {
    Web3j web3j = Web3j.build(new SandboxChain());
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch silence = new CountDownLatch(1);
    try (Nd4jEngine engine = new Nd4jEngine();
        ComputePermits permits = new ComputePermits(1);
        ArtifactNode own = ArtifactNode.start(Account.of(web3j, 1), directory);
        ArtifactNode silent =
            ArtifactNode.start(
                Account.of(web3j, 2), directory, store -> hash -> silence(asked, silence))) {
      Corpus corpus = Corpus.primer(1);
      new CorpusStore(own.store()).put("configured", corpus);
      JobLibrary library =
          new JobLibrary(
              new Engines(List.of(engine)),
              permits,
              new ArtifactKeeper(own.store(), own.fetcher(), () -> List.of(silent.endpoint())),
              new CorpusStore(own.store()),
              VerificationListener.NONE);
      Bytes32 digest = EngineSelfTest.digest(engine);
      Job withheld = job(1, Bytes32.repeat((byte) 7), digest);
      Job held = job(2, corpus.commitment(), digest);
      Thread waiting = Thread.ofVirtual().start(() -> request(library, withheld));
      asked.await();

      library.retain(List.of(withheld, held));

      assertThat(library.corpus(held)).isPresent();
      assertThat(waiting.isAlive()).isTrue();
      silence.countDown();
      waiting.interrupt();
      waiting.join();
    }
  }

  private static void request(JobLibrary library, Job job) {
    try {
      library.corpus(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Bytes> silence(CountDownLatch asked, CountDownLatch end) {
    asked.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private static Job job(long id, Bytes32 datasetRoot, Bytes32 digest) {
    return new Job(
        UInt256.valueOf(id),
        UInt256.valueOf(id),
        MODEL,
        TRAINING,
        datasetRoot,
        Nd4jEngine.ENGINE_CLASS,
        new Replay.Exact(),
        digest,
        Bytes32.ZERO,
        Loss.ZERO,
        4,
        4,
        2,
        Loss.ZERO,
        BigInteger.ONE,
        BigInteger.ONE,
        1,
        0);
  }
}
