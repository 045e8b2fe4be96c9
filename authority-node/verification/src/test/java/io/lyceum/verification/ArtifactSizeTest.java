package io.lyceum.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.ProofLeaf;
import io.lyceum.learner.proof.ProofStore;
import io.lyceum.learner.proof.ProofTree;
import io.lyceum.learner.training.TrainingState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;

class ArtifactSizeTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 16, 2, 1, 24, 16, 256, 3, 0.05, 10_000, 1e-5);

  @TempDir Path directory;
  private ArtifactNode learner;
  private ArtifactNode authority;
  private ArtifactKeeper keeper;

  @BeforeEach
  void startNodes() throws Exception {
    Web3j nowhere = Web3j.build(new SandboxChain());
    learner = ArtifactNode.start(Account.of(nowhere, 1), directory);
    authority = ArtifactNode.start(Account.of(nowhere, 2), directory);
    keeper =
        new ArtifactKeeper(
            authority.store(), authority.fetcher(), () -> List.of(learner.endpoint()));
  }

  @AfterEach
  void stop() {
    learner.close();
    authority.close();
  }

  @Test
  void everyHonestArtifactFits() throws Exception {
    Tensors weights = Tensors.initial(MODEL);
    Checkpoint checkpoint =
        new CheckpointStore(learner.store()).put("c", TrainingState.atProofStart(weights));
    Corpus primer = Corpus.primer(1);
    new CorpusStore(learner.store()).put("d", primer);
    List<ProofLeaf> leaves = new ArrayList<>();
    for (int i = 0; i <= 256; i++) {
      leaves.add(new ProofLeaf(i, Bytes32.repeat((byte) i), Loss.ZERO));
    }
    Bytes32 proof = new ProofStore(learner.store()).put("p", new ProofTree(leaves));

    assertThat(obtain(checkpoint.root(), ArtifactSize.ofCheckpoint(MODEL))).isTrue();
    authority.store().releaseAll("held");
    assertThat(obtain(checkpoint.parametersRoot(), ArtifactSize.ofVersion(MODEL))).isTrue();
    assertThat(obtain(proof, ArtifactSize.ofProof(256))).isTrue();
    assertThat(obtain(primer.commitment(), ArtifactSize.ofDataset())).isTrue();
  }

  @Test
  void whatIsLargerThanItCanBeIsNotTaken() throws Exception {
    Bytes32 largeLeaf = learner.store().put("x", List.of(Bytes.repeat((byte) 1, 1 << 20)));
    Bytes32 manyLeaves =
        learner.store().put("y", Collections.nCopies(5_000, Bytes.repeat((byte) 2, 40)));

    assertThat(obtain(largeLeaf, ArtifactSize.ofVersion(MODEL))).isFalse();
    assertThat(obtain(manyLeaves, ArtifactSize.ofProof(8))).isFalse();
    assertThat(authority.store().holders()).isEmpty();
  }

  private boolean obtain(Bytes32 root, ArtifactSize size) throws InterruptedException {
    return keeper.obtain("held", root, size, Optional.of(learner.key().address()));
  }
}
