package io.lyceum.network.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

  @TempDir Path directory;
  private ArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    store = ArtifactStore.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aTreeIsReadBackAsItsLeaves() {
    List<Bytes> leaves = Leaves.random(1, 7, 1000);
    Bytes32 root = store.put("mine", leaves);

    assertThat(store.leaves(root)).contains(leaves);
    assertThat(store.contains(root)).isTrue();
    assertThat(root)
        .isEqualTo(
            MerkleTree.of(
                    IntStream.range(0, leaves.size())
                        .mapToObj(i -> MerkleTree.leaf(i, leaves.get(i)))
                        .toList())
                .root());
  }

  @Test
  void whatNobodyHoldsIsDropped() {
    Bytes32 root = store.put("first", Leaves.random(1, 5, 10));
    store.retain("second", root);

    store.release("first", root);
    assertThat(store.leaves(root)).isPresent();

    store.release("second", root);
    assertThat(store.contains(root)).isFalse();
    assertThat(store.preimage(root)).isEmpty();
    assertThat(store.holders()).isEmpty();
  }

  @Test
  void holdingTwiceUnderOneNameIsHoldingOnce() {
    List<Bytes> leaves = Leaves.random(1, 3, 10);
    Bytes32 root = store.put("proof", leaves);
    store.put("proof", leaves);
    store.retain("proof", root);

    store.release("proof", root);

    assertThat(store.contains(root)).isFalse();
  }

  @Test
  void aNodeThatTwoTreesShareStaysWithTheSecond() {
    List<Bytes> leaves = Leaves.random(1, 4, 10);
    List<Bytes> changed = List.of(leaves.get(0), leaves.get(1), Bytes.of(1), Bytes.of(2));
    Bytes32 first = store.put("first", leaves);
    Bytes32 second = store.put("second", changed);

    store.release("first", first);

    assertThat(store.leaves(first)).isEmpty();
    assertThat(store.leaves(second)).contains(changed);
    assertThat(store.preimage(MerkleTree.leaf(0, leaves.get(0)))).isPresent();
    assertThat(store.preimage(MerkleTree.leaf(3, leaves.get(3)))).isEmpty();
  }

  @Test
  void aJoinKeepsBothTreesUnderOneHash() {
    List<Bytes> parameters = Leaves.random(1, 3, 10);
    List<Bytes> moments = Leaves.random(2, 6, 10);
    Bytes32 left = store.put("parts", parameters);
    Bytes32 right = store.put("parts", moments);
    Bytes32 checkpoint = store.join("proof", left, right);
    store.releaseAll("parts");

    assertThat(checkpoint).isEqualTo(MerkleTree.node(left, right));
    assertThat(store.node(checkpoint)).contains(new TreeNode.Inner(left, right));
    assertThat(store.leaves(left)).contains(parameters);
    assertThat(store.leaves(right)).contains(moments);

    store.releaseAll("proof");
    assertThat(store.leaves(left)).isEmpty();
    assertThat(store.leaves(right)).isEmpty();
  }

  @Test
  void equalTreesOnBothSidesOfAJoinAreCountedTwiceAndDroppedOnce() {
    Bytes32 half = store.put("half", Leaves.random(1, 2, 10));
    Bytes32 whole = store.join("whole", half, half);
    store.releaseAll("whole");
    assertThat(store.contains(whole)).isFalse();
    assertThat(store.leaves(half)).isPresent();
    store.releaseAll("half");
    assertThat(store.leaves(half)).isEmpty();
  }

  @Test
  void aTreeThatIsNotThereCannotBeHeldNorJoined() {
    Bytes32 there = store.put("mine", Leaves.random(1, 2, 10));
    Bytes32 missing = Bytes32.repeat((byte) 7);

    assertThatThrownBy(() -> store.retain("mine", missing))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.join("mine", there, missing))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.preimage(MerkleTree.node(there, missing))).isEmpty();
    assertThat(store.heldBy("mine")).containsExactly(there);
    store.release("mine", missing);
  }

  @Test
  void holdingsSurviveARestart() throws IOException {
    List<Bytes> leaves = Leaves.random(1, 9, 40_000);
    Bytes32 root = store.put("proof/1", leaves);
    store.put("proof/11", Leaves.random(2, 2, 10));
    store.close();
    store = ArtifactStore.open(directory);

    assertThat(store.leaves(root)).contains(leaves);
    assertThat(store.holders()).containsExactly("proof/1", "proof/11");
    assertThat(store.heldBy("proof/1")).containsExactly(root);
    store.releaseAll("proof/1");
    assertThat(store.contains(root)).isFalse();
  }

  @Test
  void whatAnInterruptedImportLeftIsGoneAfterARestart() throws IOException {
    Bytes preimage = MerkleTree.leafPreimage(0, Bytes.of(1, 2, 3));
    ArtifactImport interrupted = new ArtifactImport(store);
    Bytes32 hash = interrupted.add(preimage);
    assertThat(store.preimage(hash)).contains(preimage);
    store.close();
    store = ArtifactStore.open(directory);

    assertThat(store.preimage(hash)).isEmpty();
  }

  @Test
  void anAbandonedImportTakesNothingFromOthers() {
    List<Bytes> leaves = Leaves.random(1, 2, 10);
    try (ArtifactImport abandoned = new ArtifactImport(store)) {
      abandoned.add(MerkleTree.leafPreimage(0, leaves.get(0)));
      store.put("mine", leaves);
    }
    assertThat(store.heldBy("mine")).allSatisfy(root -> assertThat(store.leaves(root)).isPresent());
  }

  @Test
  void leavesThatAreNotInOrderAreNoTree() {
    Bytes32 shuffled = importNodes(1, 0);
    assertThatThrownBy(() -> store.leaves(shuffled))
        .isInstanceOf(InvalidArtifactException.class)
        .hasMessageContaining("says that it is leaf 1");
  }

  @Test
  void leavesThatAreArrangedUnevenlyAreNoTree() {
    Bytes32 a;
    Bytes32 root;
    try (ArtifactImport nodes = new ArtifactImport(store)) {
      a = nodes.add(MerkleTree.leafPreimage(0, Bytes.of(0)));
      Bytes32 b = nodes.add(MerkleTree.leafPreimage(1, Bytes.of(1)));
      Bytes32 c = nodes.add(MerkleTree.leafPreimage(2, Bytes.of(2)));
      Bytes32 bc = nodes.add(MerkleTree.nodePreimage(b, c));
      root = nodes.commit("odd", nodes.add(MerkleTree.nodePreimage(a, bc)));
    }
    assertThatThrownBy(() -> store.leaves(root))
        .isInstanceOf(InvalidArtifactException.class)
        .hasMessageContaining("evenly");
  }

  @Test
  void whatWasDroppedLeavesTheDisk() throws IOException {
    int rounds = 15;
    long size = 0;
    for (int round = 0; round < rounds; round++) {
      store.put("round/" + round, Leaves.random(round, 20, 1_000_000));
      size += 20_000_000;
      store.releaseAll("round/" + (round - 1));
    }
    assertThat(bytesOnDisk()).isLessThan(size / 2);
  }

  private long bytesOnDisk() {
    long bytes = 0;
    for (File file : directory.toFile().listFiles()) {
      bytes += file.length();
    }
    return bytes;
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();
    assertThatThrownBy(() -> store.preimage(Bytes32.ZERO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private Bytes32 importNodes(int first, int second) {
    try (ArtifactImport nodes = new ArtifactImport(store)) {
      Bytes32 a = nodes.add(MerkleTree.leafPreimage(first, Bytes.of(first)));
      Bytes32 b = nodes.add(MerkleTree.leafPreimage(second, Bytes.of(second)));
      return nodes.commit("odd", nodes.add(MerkleTree.nodePreimage(a, b)));
    }
  }
}
