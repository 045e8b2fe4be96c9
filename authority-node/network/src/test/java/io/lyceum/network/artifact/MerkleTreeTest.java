package io.lyceum.network.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Keccak;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {

  @Test
  void anOddNodeIsCarriedUp() {
    Bytes32 a = MerkleTree.leaf(0, Bytes.of(1));
    Bytes32 b = MerkleTree.leaf(1, Bytes.of(2));
    Bytes32 c = MerkleTree.leaf(2, Bytes.of(3));
    assertThat(MerkleTree.of(List.of(a, b, c)).root())
        .isEqualTo(MerkleTree.node(MerkleTree.node(a, b), c));
  }

  @Test
  void leavesAndNodesAreHashedOverTheirTags() {
    assertThat(MerkleTree.leaf(258, Bytes.of(9)))
        .isEqualTo(Keccak.hash(Bytes.fromHexString("0x000000010209")));
    Bytes32 zero = Bytes32.ZERO;
    assertThat(MerkleTree.node(zero, zero))
        .isEqualTo(Keccak.hash(Bytes.concatenate(Bytes.of(1), zero, zero)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7, 8, 9, 17})
  void everyLeafIsProvedAtItsPlaceAndNowhereElse(int count) {
    List<Bytes32> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(MerkleTree.leaf(i, Bytes.of(i)));
    }
    MerkleTree tree = MerkleTree.of(leaves);
    for (int i = 0; i < count; i++) {
      for (int place = -1; place <= count; place++) {
        assertThat(MerkleTree.verify(tree.root(), leaves.get(i), place, count, tree.proof(i)))
            .isEqualTo(place == i);
      }
    }
  }

  @Test
  void aTreeOfNothingIsRefused() {
    assertThatThrownBy(() -> MerkleTree.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPreimageTellsItsKind() {
    assertThat(TreeNode.parse(MerkleTree.leafPreimage(Integer.MAX_VALUE, Bytes.of(5))))
        .isEqualTo(new TreeNode.Leaf(0x7fffffffL, Bytes.of(5)));
    assertThat(TreeNode.parse(MerkleTree.nodePreimage(Bytes32.ZERO, Keccak.EMPTY)))
        .isEqualTo(new TreeNode.Inner(Bytes32.ZERO, Keccak.EMPTY));
    for (Bytes odd :
        List.of(Bytes.EMPTY, Bytes.of(0, 0, 0), Bytes.of(1, 2), Bytes.of(2, 0, 0, 0, 0, 0))) {
      assertThatThrownBy(() -> TreeNode.parse(odd)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
