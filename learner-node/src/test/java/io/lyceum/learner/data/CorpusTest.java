package io.lyceum.learner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.MerkleTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

  @Test
  void namesWhatIsWrongWithAFile(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing.txt");
    assertThatThrownBy(() -> Corpus.fromFile(missing))
        .isInstanceOf(CorpusException.class)
        .hasMessage("There is no file " + missing + ".");
    Path small = Files.writeString(directory.resolve("small.txt"), "Too short.");
    assertThatThrownBy(() -> Corpus.fromFile(small))
        .isInstanceOf(CorpusException.class)
        .hasMessage(small + " is too small for training: it has 10 bytes, and 131072 are needed.");
    byte[] bytes = new byte[Corpus.MINIMUM];
    bytes[1000] = (byte) 0xC3;
    Path binary = Files.write(directory.resolve("binary.txt"), bytes);
    assertThatThrownBy(() -> Corpus.fromFile(binary))
        .isInstanceOf(CorpusException.class)
        .hasMessage(binary + " is not a UTF-8 text.");
    assertThatThrownBy(() -> Corpus.fromFile(directory))
        .isInstanceOf(CorpusException.class)
        .hasMessage(directory + " is a directory, not a text file.");
  }

  @Test
  void readsAFile(@TempDir Path directory) throws IOException {
    String text = "Grüße aus dem Süden. ".repeat(8000);
    Path file = Files.writeString(directory.resolve("text.txt"), text);
    Corpus corpus = Corpus.fromFile(file);
    assertThat(corpus.size()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void commitsToChunksOf64KiB() {
    byte[] bytes = "0123456789abcdef".repeat(9000).getBytes(StandardCharsets.UTF_8);
    Corpus corpus = Corpus.of("text", bytes);
    List<Bytes32> leaves = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int from = i * 65_536;
      leaves.add(
          MerkleTree.leaf(i, Bytes.wrap(bytes).slice(from, Math.min(65_536, 144_000 - from))));
    }
    assertThat(corpus.commitment()).isEqualTo(MerkleTree.of(leaves).root());
    assertThat(Bytes.concatenate(corpus.chunks())).isEqualTo(Bytes.wrap(bytes));
  }

  @Test
  void holdsOutEverySixteenthBlock() {
    byte[] bytes = new byte[40 * 4096];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / 4096);
    }
    Corpus corpus = Corpus.of("text", bytes);
    assertThat(corpus.heldOutPart().bytes()).hasSize(2 * 4096).containsOnly(15, 31);
    assertThat(corpus.trainingPart().bytes()).hasSize(38 * 4096).isSorted().doesNotContain(15, 31);
  }

  @Test
  void aPartEndsWithItsText() {
    byte[] text = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(new TextPart(text, 0, 3, 4).bytes()).containsExactly(0, 1, 2, 4, 5, 6, 8, 9);
    assertThat(new TextPart(text, 3, 1, 4).bytes()).containsExactly(3, 7);
    assertThat(new TextPart(text, 1, 3, 4).bytes()).containsExactly(1, 2, 3, 5, 6, 7, 9);
    byte[] some = new byte[4];
    new TextPart(text, 0, 3, 4).copy(2, some, 1, 3);
    assertThat(some).containsExactly(0, 2, 4, 5);
    assertThatThrownBy(() -> new TextPart(text, 0, 3, 4).copy(6, some, 0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void charactersThatTheTextCutsOffAreNoText() {
    byte[] bytes = new byte[Corpus.MINIMUM];
    bytes[bytes.length - 1] = (byte) 0xC3;
    assertThatThrownBy(() -> Corpus.of("It", bytes)).hasMessage("It is not a UTF-8 text.");
  }

  @Test
  void claimsCopyNothingOfTheText() {
    byte[] text = new byte[8 << 20];
    Corpus corpus = Corpus.of("text", text);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Batch batch =
        new BatchSource(corpus.trainingPart(), Bytes32.ZERO, new Shard(0, 1), 4, 32).batch(0);
    List<Batch> sample = HeldOutSample.batches(corpus.heldOutPart(), 1, 4, 32);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    assertThat(batch.rows() + sample.getFirst().rows()).isEqualTo(8);
  }

  @Test
  void aStoreSharesACorpusAmongItsReaders(@TempDir Path directory) throws IOException {
    Corpus corpus = Corpus.primer(1);
    try (ArtifactStore artifacts = ArtifactStore.open(directory)) {
      Bytes32 root = new CorpusStore(artifacts).put("one", corpus);
      CorpusStore store = new CorpusStore(artifacts);
      Corpus read = store.read(root).orElseThrow();
      assertThat(read.commitment()).isEqualTo(root);
      assertThat(store.read(root)).containsSame(read);
      assertThat(store.put("two", corpus)).isEqualTo(root);
      assertThat(store.read(root)).containsSame(read);
      artifacts.release("one", root);
      artifacts.release("two", root);
      assertThat(store.read(root)).isEmpty();
    }
  }

  @Test
  void aCacheKeepsThoseThatWereUsedLast() {
    List<Corpus> corpora = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      corpora.add(Corpus.of("text", String.valueOf(i).repeat(Corpus.MINIMUM).getBytes()));
    }
    List<Bytes32> roots = corpora.stream().map(Corpus::commitment).toList();
    CorpusCache cache = new CorpusCache(2L * Corpus.MINIMUM);
    corpora.forEach(cache::share);
    assertThat(cache.get(roots.getFirst())).as("somebody uses it").containsSame(corpora.getFirst());
    Corpus copy = Corpus.of("copy", String.valueOf(1).repeat(Corpus.MINIMUM).getBytes());
    assertThat(cache.share(copy)).as("of two copies one").isSameAs(corpora.get(1));

    corpora.clear();

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              System.gc();
              return cache.get(roots.get(2)).isEmpty();
            });
    assertThat(cache.get(roots.get(0))).isPresent();
    assertThat(cache.get(roots.get(1))).isPresent();
  }

  @Test
  void thePrimerIsFixedByItsSeed() {
    assertThat(Corpus.primer(1).commitment()).isEqualTo(Corpus.primer(1).commitment());
    assertThat(Corpus.primer(1).commitment()).isNotEqualTo(Corpus.primer(2).commitment());
  }

  @Test
  void thePrimerIsOneMegabyteOfTrueSentences() {
    String text = new Primer(1).text();
    assertThat(text.length()).isBetween(1_000_000, 1_000_200);
    assertThat(text)
        .contains("Question: what is two plus three? Answer: Two plus three is five.\n")
        .contains("Question: which day comes after Sunday? Answer: After Sunday comes Monday.\n")
        .doesNotContain("null");
  }
}
