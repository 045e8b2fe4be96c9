package io.lyceum.learner.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.artifact.MerkleTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.StructuredDataEncoder;

class ProofTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 8, 2, 1, 8, 8, 256, 1, 0.02, 10_000, 1e-5);

  @Test
  void aLossIsBillionthsOfANatRoundedHalfToEven() {
    assertThat(Loss.ofNats(1.5)).hasToString("1500000000");
    assertThat(Loss.ofNats(1 / 1024.0)).as("976562.5").hasToString("976562");
    assertThat(Loss.ofNats(3 / 1024.0)).as("2929687.5").hasToString("2929688");
    assertThat(Loss.ofNats(0x1.8p-1)).isEqualTo(new Loss(750_000_000));
    assertThat(Loss.ofNats(2.25).nats()).isEqualTo(2.25);
  }

  @Test
  void aLossThatIsNoNumberIsTheLargest() {
    assertThat(Loss.ofNats(Double.NaN)).isEqualTo(Loss.DIVERGED);
    assertThat(Loss.ofNats(Double.POSITIVE_INFINITY)).hasToString("18446744073709551615");
    assertThat(Loss.ofNats(1e30)).isEqualTo(Loss.DIVERGED);
    assertThat(Loss.ofNats(1e10)).isEqualByComparingTo(new Loss(-8446744073709551616L));
    assertThat(Loss.DIVERGED).isGreaterThan(Loss.ofNats(1e10));
    assertThat(Loss.DIVERGED.nats()).isNaN();
    assertThatThrownBy(() -> Loss.ofNats(-1)).hasMessage("A loss is not negative: -1.0");
  }

  @Test
  void aCheckpointIsOneTreeOverParametersAndMoments() {
    TrainingState state = TrainingState.atProofStart(Tensors.initial(MODEL));
    List<Bytes32> leaves = new ArrayList<>();
    for (int i = 0; i < state.parameters().count(); i++) {
      leaves.add(MerkleTree.leaf(i, Bytes.wrap(state.parameters().littleEndian(i))));
    }
    Checkpoint checkpoint = Checkpoint.of(state);
    assertThat(checkpoint.parametersRoot()).isEqualTo(MerkleTree.of(leaves).root());
    assertThat(checkpoint.optimizerRoot()).isEqualTo(Checkpoint.zeroOptimizerRoot(MODEL));
    assertThat(checkpoint.root())
        .isEqualTo(
            Keccak.hash(
                Bytes.concatenate(
                    Bytes.of(1), checkpoint.parametersRoot(), checkpoint.optimizerRoot())));
  }

  @Test
  void everyLeafIsProvedAgainstTheRootAndNoOther() {
    List<ProofLeaf> leaves = new ArrayList<>();
    for (int i = 0; i <= 8; i++) {
      leaves.add(
          new ProofLeaf(i, Bytes32.repeat((byte) i), i == 0 ? Loss.ZERO : Loss.ofNats(6.0 / i)));
    }
    ProofTree tree = new ProofTree(leaves);
    assertThat(tree.segments()).isEqualTo(8);
    for (ProofLeaf leaf : leaves) {
      List<Bytes32> siblings = tree.inclusion(leaf.index());
      assertThat(leaf.verify(tree.root(), 9, siblings)).isTrue();
      ProofLeaf forged = new ProofLeaf(leaf.index(), Bytes32.repeat((byte) 99), leaf.loss());
      assertThat(forged.verify(tree.root(), 9, siblings)).isFalse();
    }
    assertThat(leaves.get(3).hash())
        .isEqualTo(
            Keccak.hash(
                Bytes.fromHexString("0x0000000003" + "03".repeat(32) + "0000000077359400")));
    assertThatThrownBy(() -> new ProofTree(leaves.subList(1, 5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifiersAreHashesOfTheAbiEncoding() {
    Address learner = Address.fromHex("0x00000000000000000000000000000000000000aa");
    assertThat(ProofClaim.seed(UInt256.ONE, UInt256.valueOf(2), learner, Bytes32.repeat((byte) 3)))
        .isEqualTo(
            Keccak.hash(
                Bytes.fromHexString(
                    "0x" + word("01") + word("02") + word("aa") + "03".repeat(32))));
    ProofClaim claim =
        new ProofClaim(
            UInt256.ONE,
            UInt256.valueOf(2),
            learner,
            Bytes32.repeat((byte) 4),
            Bytes32.repeat((byte) 5),
            Loss.DIVERGED);
    assertThat(claim.proofId())
        .isEqualTo(
            Keccak.hash(
                Bytes.fromHexString(
                    "0x"
                        + word("01")
                        + word("02")
                        + word("aa")
                        + "04".repeat(32)
                        + "05".repeat(32)
                        + word("ff".repeat(8)))));
  }

  @Test
  void theSampleDigestIsWhatEthereumClientsSign() throws IOException {
    String proofId = "0x" + "01".repeat(32);
    String contract = "0x0000000000000000000000000000000000001004";
    String typedData =
        """
        {"types":{
          "EIP712Domain":[
            {"name":"name","type":"string"},{"name":"version","type":"string"},
            {"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
          "Sample":[{"name":"proofId","type":"bytes32"}]},
         "primaryType":"Sample",
         "domain":{"name":"Lyceum","version":"1","chainId":1337,"verifyingContract":"%s"},
         "message":{"proofId":"%s"}}
        """
            .formatted(contract, proofId);
    SampleDomain domain = new SampleDomain(UInt256.valueOf(1337), Address.fromHex(contract));
    assertThat(domain.digest(Bytes32.fromHexString(proofId)).toArray())
        .isEqualTo(new StructuredDataEncoder(typedData).hashStructuredData());
  }

  @Test
  void aSampleIsFixedByTheSignatureAndHasDistinctSegments() {
    SampleDomain domain =
        new SampleDomain(
            UInt256.valueOf(1337), Address.fromHex("0x0000000000000000000000000000000000001004"));
    KeyPair authority = KeyPair.of(Bytes32.leftPad(Bytes.of(9)));
    Bytes signature = domain.sign(authority, Bytes32.repeat((byte) 1));
    assertThat(signature.size()).isEqualTo(65);
    assertThat((int) signature.get(64)).isIn(27, 28);
    assertThat(domain.sign(authority, Bytes32.repeat((byte) 1))).isEqualTo(signature);
    List<Integer> all = SampleDomain.segments(signature, 8, 8);
    assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(SampleDomain.segments(signature, 2, 8)).isEqualTo(all.subList(0, 2));
    assertThatThrownBy(() -> SampleDomain.segments(signature, 9, 8))
        .hasMessage("9 of 8 segments cannot be drawn");
  }

  private static String word(String hex) {
    return "0".repeat(64 - hex.length()) + hex;
  }
}
