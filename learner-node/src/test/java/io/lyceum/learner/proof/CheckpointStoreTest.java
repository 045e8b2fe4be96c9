package io.lyceum.learner.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.network.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 8, 2, 1, 8, 8, 256, 1, 0.02, 10_000, 1e-5);

  @Test
  void aStateSurvivesTheStoreBitForBit(@TempDir Path directory) throws IOException {
    Tensors values = Tensors.initial(MODEL);
    TrainingState state = new TrainingState(values, Tensors.zeros(MODEL), values, 40);
    try (ArtifactStore artifacts = ArtifactStore.open(directory)) {
      CheckpointStore checkpoints = new CheckpointStore(artifacts);
      Checkpoint checkpoint = checkpoints.put("proof", state);
      assertThat(checkpoint).isEqualTo(Checkpoint.of(state));
      assertThat(checkpoints.read(checkpoint.root(), MODEL, 40)).contains(state);
      assertThat(checkpoints.readVersion(checkpoint.parametersRoot(), MODEL)).contains(values);
      artifacts.releaseAll("proof");
      assertThat(checkpoints.read(checkpoint.root(), MODEL, 40)).isEmpty();
      assertThat(checkpoints.readVersion(checkpoint.parametersRoot(), MODEL)).isEmpty();
    }
  }

  @Test
  void refusesTreesThatHoldNoTensorsOfTheModel(@TempDir Path directory) throws IOException {
    try (ArtifactStore artifacts = ArtifactStore.open(directory)) {
      CheckpointStore checkpoints = new CheckpointStore(artifacts);
      Bytes32 text = artifacts.put("test", List.of(Bytes.of(1, 2, 3), Bytes.of(4)));
      assertThatThrownBy(() -> checkpoints.readVersion(text, MODEL))
          .isInstanceOf(MalformedCheckpointException.class);
      assertThatThrownBy(() -> checkpoints.read(text, MODEL, 0))
          .isInstanceOf(MalformedCheckpointException.class);
      Bytes32 leaf = artifacts.put("test", List.of(Bytes.of(9)));
      assertThatThrownBy(() -> checkpoints.read(leaf, MODEL, 0))
          .isInstanceOf(MalformedCheckpointException.class)
          .hasMessage("A checkpoint has two halves");
    }
  }

  @Test
  void refusesValuesThatAreNotFinite(@TempDir Path directory) throws IOException {
    float[][] values = Tensors.initial(MODEL).copies();
    values[2][5] = Float.NaN;
    try (ArtifactStore artifacts = ArtifactStore.open(directory)) {
      CheckpointStore checkpoints = new CheckpointStore(artifacts);
      Bytes32 version = checkpoints.putVersion("test", Tensors.of(MODEL, List.of(values)));
      assertThatThrownBy(() -> checkpoints.readVersion(version, MODEL))
          .isInstanceOf(MalformedCheckpointException.class)
          .hasMessage("A tensor holds a value that is not finite");
    }
  }

  @Test
  void aCorpusIsStoredUnderItsCommitment(@TempDir Path directory) throws IOException {
    Corpus corpus = Corpus.primer(1);
    try (ArtifactStore artifacts = ArtifactStore.open(directory)) {
      Bytes32 root = artifacts.put("job", corpus.chunks());
      assertThat(root).isEqualTo(corpus.commitment());
      assertThat(Corpus.ofChunks("It", artifacts.leaves(root).orElseThrow()).commitment())
          .isEqualTo(root);
    }
  }
}
