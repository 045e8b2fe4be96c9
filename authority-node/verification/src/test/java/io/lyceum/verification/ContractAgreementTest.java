package io.lyceum.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.CreationCode;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.ProofClaim;
import io.lyceum.learner.proof.SampleDomain;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3j;

/** The contract and the nodes compute the same identifiers, seeds, digests and samples. */
class ContractAgreementTest {

  private static final SampleDomain DOMAIN =
      new SampleDomain(
          UInt256.valueOf(SandboxChain.CHAIN_ID),
          Address.fromHex(Predeployed.PROOF_OF_LEARNING.address()));

  private final ProofOfLearning contract = deployed();

  @Test
  void identifiersAndSeedsAgree() throws Exception {
    for (int i = 0; i < 20; i++) {
      Bytes32 root = random("root", i);
      Bytes32 version = random("version", i);
      Address learner = new Address(random("learner", i).slice(12));
      Loss loss = new Loss(random("loss", i).getLong(0));
      UInt256 job = UInt256.fromBytes(random("job", i));
      UInt256 epoch = UInt256.valueOf(i);
      ProofClaim claim = new ProofClaim(job, epoch, learner, root, version, loss);

      assertThat(
              contract
                  .proofId(
                      job.toBigInteger(),
                      epoch.toBigInteger(),
                      learner.toString(),
                      root.toArrayUnsafe(),
                      version.toArrayUnsafe(),
                      loss.number())
                  .send())
          .isEqualTo(claim.proofId().toArrayUnsafe());
      assertThat(
              contract
                  .seed(
                      job.toBigInteger(),
                      epoch.toBigInteger(),
                      learner.toString(),
                      version.toArrayUnsafe())
                  .send())
          .isEqualTo(ProofClaim.seed(job, epoch, learner, version).toArrayUnsafe());
    }
  }

  @Test
  void digestsAndSamplesAgree() throws Exception {
    for (int i = 0; i < 20; i++) {
      Bytes32 proofId = random("proof", i);
      Bytes signature = DOMAIN.sign(KeyPair.of(random("key", i)), proofId);

      assertThat(contract.sampleDigest(proofId.toArrayUnsafe()).send())
          .isEqualTo(DOMAIN.digest(proofId).toArrayUnsafe());
      assertThat(samples(signature, 8, 2)).isEqualTo(SampleDomain.segments(signature, 2, 8));
      assertThat(samples(signature, 7, 7)).isEqualTo(SampleDomain.segments(signature, 7, 7));
      assertThat(samples(signature, 256, 30)).isEqualTo(SampleDomain.segments(signature, 30, 256));
    }
  }

  private List<Integer> samples(Bytes signature, int segments, int challenges) throws Exception {
    List<?> samples =
        contract
            .samples(
                signature.toArrayUnsafe(),
                BigInteger.valueOf(segments),
                BigInteger.valueOf(challenges))
            .send();
    return samples.stream().map(sample -> ((BigInteger) sample).intValueExact()).toList();
  }

  private static ProofOfLearning deployed() {
    SandboxChain chain = new SandboxChain();
    Predeployed proofs = Predeployed.PROOF_OF_LEARNING;
    chain.deployAt(proofs.address(), CreationCode.of(proofs));
    return LyceumContracts.readOnly(Web3j.build(chain), proofs.address()).proofs();
  }

  private static Bytes32 random(String name, int index) {
    return Keccak.hash(
        Bytes.concatenate(Bytes.wrap(name.getBytes(StandardCharsets.UTF_8)), Bytes.of(index)));
  }
}
