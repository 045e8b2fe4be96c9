package io.lyceum.learner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.network.artifact.MerkleTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(corpus.heldOutPart()).hasSize(2 * 4096).containsOnly(15, 31);
    assertThat(corpus.trainingPart()).hasSize(38 * 4096).doesNotContain(15, 31);
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
