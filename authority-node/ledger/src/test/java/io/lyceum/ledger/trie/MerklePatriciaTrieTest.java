package io.lyceum.ledger.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class MerklePatriciaTrieTest {

  /** A step: put, or remove where the value is empty. */
  record Step(Bytes key, Bytes value, boolean storeAfterwards) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    // Short keys of few letters meet often: as prefixes of one another, too.
    Arbitrary<Bytes> keys =
        Arbitraries.bytes()
            .between((byte) 0, (byte) 0x12)
            .array(byte[].class)
            .ofMinSize(0)
            .ofMaxSize(3)
            .map(Bytes::wrap);
    Arbitrary<Bytes> values =
        Arbitraries.integers().between(0, 40).map(size -> Bytes.repeat((byte) 0xab, size));
    return Combinators.combine(keys, values, Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 300)
  void rootDependsOnTheEntriesAlone(@ForAll("steps") List<Step> steps) {
    Map<Bytes32, Bytes> store = new HashMap<>();
    Map<Bytes, Bytes> entries = new HashMap<>();
    MerklePatriciaTrie trie = MerklePatriciaTrie.empty();
    for (Step step : steps) {
      if (step.value().isEmpty()) {
        entries.remove(step.key());
        trie = trie.remove(step.key());
      } else {
        entries.put(step.key(), step.value());
        trie = trie.put(step.key(), step.value());
      }
      if (step.storeAfterwards()) {
        trie.forEachNewNode(store::put);
        trie = MerklePatriciaTrie.at(trie.rootHash(), lookup(store));
      }
    }

    MerklePatriciaTrie rebuilt = MerklePatriciaTrie.empty();
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      rebuilt = rebuilt.put(entry.getKey(), entry.getValue());
    }
    assertThat(trie.rootHash()).isEqualTo(rebuilt.rootHash());
    for (Step step : steps) {
      assertThat(trie.get(step.key())).isEqualTo(Optional.ofNullable(entries.get(step.key())));
    }
  }

  @Property(tries = 300)
  void changesMadeTogetherGiveWhatOneAfterAnotherGives(
      @ForAll("steps") List<Step> before, @ForAll("steps") List<Step> together) {
    MerklePatriciaTrie trie = MerklePatriciaTrie.empty();
    for (Step step : before) {
      trie = changed(trie, step.key(), step.value());
    }
    Map<Bytes32, Bytes> store = new HashMap<>();
    trie.forEachNewNode(store::put);
    trie = MerklePatriciaTrie.at(trie.rootHash(), lookup(store));
    Map<Bytes, Bytes> changes = new HashMap<>();
    together.forEach(step -> changes.put(step.key(), step.value()));

    MerklePatriciaTrie changed = trie.with(changes);

    MerklePatriciaTrie expected = trie;
    for (Map.Entry<Bytes, Bytes> change : changes.entrySet()) {
      expected = changed(expected, change.getKey(), change.getValue());
    }
    assertThat(changed.rootHash()).isEqualTo(expected.rootHash());
    for (Step step : before) {
      assertThat(changed.get(step.key())).isEqualTo(expected.get(step.key()));
    }
  }

  private static MerklePatriciaTrie changed(MerklePatriciaTrie trie, Bytes key, Bytes value) {
    return value.isEmpty() ? trie.remove(key) : trie.put(key, value);
  }

  @Test
  void cachedNodesAreReadOnceAndRightUnderAnyBound() {
    Map<Bytes32, Bytes> store = new HashMap<>();
    MerklePatriciaTrie trie = MerklePatriciaTrie.empty();
    for (int i = 0; i < 200; i++) {
      trie = trie.put(Keccak.hash(Bytes.of(i)), Bytes.of(1 + i % 100));
    }
    trie.forEachNewNode(store::put);
    for (int bits : new int[] {1, 5, 20}) {
      int[] reads = {0};
      NodeCache cache =
          new NodeCache(
              hash -> {
                reads[0]++;
                return Optional.ofNullable(store.get(hash));
              },
              bits);
      MerklePatriciaTrie cached = MerklePatriciaTrie.at(trie.rootHash(), cache);
      for (int i = 0; i < 200; i++) {
        Bytes32 key = Keccak.hash(Bytes.of(i));
        assertThat(cached.get(key)).isEqualTo(trie.get(key));
      }
      if (bits == 20) {
        assertThat(reads[0]).isEqualTo(store.size());
      }
    }
  }

  @Property(tries = 100)
  void proofHoldsAllThatAReaderNeeds(@ForAll("steps") List<Step> steps) {
    MerklePatriciaTrie trie = MerklePatriciaTrie.empty();
    for (Step step : steps) {
      if (!step.value().isEmpty()) {
        trie = trie.put(step.key(), step.value());
      }
    }
    for (Step step : steps) {
      Map<Bytes32, Bytes> proof = new HashMap<>();
      trie.proof(step.key()).forEach(node -> proof.put(Keccak.hash(node), node));

      MerklePatriciaTrie proved = MerklePatriciaTrie.at(trie.rootHash(), lookup(proof));

      assertThat(proved.get(step.key())).isEqualTo(trie.get(step.key()));
    }
  }

  @Test
  void knownEntriesHaveTheKnownRoot() {
    MerklePatriciaTrie trie =
        MerklePatriciaTrie.empty()
            .put(text("do"), text("verb"))
            .put(text("horse"), text("stallion"))
            .put(text("doge"), text("coin"))
            .put(text("dog"), text("puppy"));

    assertThat(trie.rootHash().toHexString())
        .isEqualTo("0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84");
  }

  @Test
  void emptyTrieHasTheKnownRoot() {
    assertThat(MerklePatriciaTrie.empty().rootHash().toHexString())
        .isEqualTo("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
  }

  @Test
  void missingNodeIsNamed() {
    Bytes32 root = Keccak.hash(Bytes.of(1));

    assertThatThrownBy(() -> MerklePatriciaTrie.at(root, NodeStore.EMPTY).get(Bytes.of(1)))
        .isInstanceOf(MissingNodeException.class)
        .hasMessageContaining(root.toHexString());
  }

  @Test
  void oldTrieStaysAsItWas() {
    MerklePatriciaTrie before = MerklePatriciaTrie.empty().put(text("key"), text("one"));

    before.put(text("key"), text("two"));
    before.remove(text("key"));

    assertThat(before.get(text("key"))).contains(text("one"));
  }

  private static NodeStore lookup(Map<Bytes32, Bytes> store) {
    return hash -> Optional.ofNullable(store.get(hash));
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
