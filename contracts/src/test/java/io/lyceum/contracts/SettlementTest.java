package io.lyceum.contracts;

import static io.lyceum.contracts.SandboxNetwork.ACCEPTED;
import static io.lyceum.contracts.SandboxNetwork.AUTHORITY_BOND;
import static io.lyceum.contracts.SandboxNetwork.BOND;
import static io.lyceum.contracts.SandboxNetwork.EXPIRED;
import static io.lyceum.contracts.SandboxNetwork.INITIAL_VERSION;
import static io.lyceum.contracts.SandboxNetwork.INSUFFICIENT;
import static io.lyceum.contracts.SandboxNetwork.MATCH;
import static io.lyceum.contracts.SandboxNetwork.MISMATCH;
import static io.lyceum.contracts.SandboxNetwork.REJECTED;
import static io.lyceum.contracts.SandboxNetwork.REQUIRED;
import static io.lyceum.contracts.SandboxNetwork.UNAVAILABLE;
import static io.lyceum.contracts.SandboxNetwork.n;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.protocol.core.RemoteFunctionCall;

class SettlementTest {

  private SandboxNetwork network;

  @BeforeEach
  void setUp() throws Exception {
    network = new SandboxNetwork();
  }

  @Test
  void verifiedImprovementIsAccepted() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);

    network.acceptAndSettle(id);

    assertThat(network.status(id)).isEqualTo(ACCEPTED);
    assertThat(network.learner(network.alice).reputation).isEqualTo(51);
    assertThat(network.learner(network.alice).locked).isZero();
    assertThat(network.learner(network.alice).free).isEqualTo(BOND.multiply(n(2)));
  }

  @Test
  void improvementBelowTheRequirementIsInsufficientAndCostsNothing() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED - 1);

    network.acceptAndSettle(id);

    assertThat(network.status(id)).isEqualTo(INSUFFICIENT);
    assertThat(network.learner(network.alice).reputation).isEqualTo(50);
    assertThat(network.learner(network.alice).free).isEqualTo(BOND.multiply(n(2)));
  }

  @Test
  void lossThatIsNoNumberIsInsufficient() throws Exception {
    byte[] id =
        network.submit(
            network.alice, 0, INITIAL_VERSION, BigInteger.TWO.pow(64).subtract(BigInteger.ONE));

    network.acceptAndSettle(id);

    assertThat(network.status(id)).isEqualTo(INSUFFICIENT);
  }

  @Test
  void oneDetectorIsHeardAndTheBondIsSlashed() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    BigInteger bad = network.samples(network.authorities.getFirst(), id).getFirst();
    for (Account authority : network.authorities) {
      network.attestBut(authority, id, List.of(bad));
    }

    network.judgeRest(id, bad, MISMATCH);
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(REJECTED);
    assertThat(network.learner(network.alice).reputation).isEqualTo(40);
    assertThat(network.learner(network.alice).locked).isZero();
    assertThat(network.learner(network.alice).free).isEqualTo(BOND);
    for (Account authority : network.authorities) {
      assertThat(network.authorityBond(authority)).isEqualTo(AUTHORITY_BOND);
    }
  }

  @Test
  void falseFinalLossIsRejectedWithoutANamedSegment() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    for (Account authority : network.authorities) {
      network.attest(authority, id, MATCH, MATCH, MISMATCH);
    }

    network.settle(id);

    assertThat(network.status(id)).isEqualTo(REJECTED);
  }

  @Test
  void withheldCheckpointsAreRejected() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    for (Account authority : network.authorities) {
      network.attest(authority, id, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE);
    }

    network.settle(id);

    assertThat(network.status(id)).isEqualTo(REJECTED);
  }

  @Test
  void falseAccuserLosesATenthOfItsBondOnce() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    Account liar = network.authorities.getLast();
    network.attest(liar, id, MISMATCH, MISMATCH, MISMATCH);
    for (Account authority : network.authorities.subList(0, 3)) {
      network.attestBut(authority, id, List.of());
    }

    network.judgeRest(id, network.samples(liar, id).getFirst(), MATCH);
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(ACCEPTED);
    assertThat(network.authorityBond(liar)).isEqualTo(AUTHORITY_BOND.multiply(n(9)).divide(n(10)));
    assertThat(network.authorityBond(network.authorities.getFirst())).isEqualTo(AUTHORITY_BOND);
  }

  @Test
  void anAuthorityNamesOneSegmentAndAMismatchGoesFirst() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    Account detector = network.authorities.getFirst();
    List<BigInteger> samples = network.samples(detector, id);

    network.attest(detector, id, UNAVAILABLE, MISMATCH, MATCH);

    assertThat(network.stranger.contracts().proofs().namedSegments(id).send().toArray())
        .containsExactly(samples.get(1));
  }

  @Test
  void unavailableIsNoAccusation() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    Account unlucky = network.authorities.getLast();
    network.attest(unlucky, id, UNAVAILABLE, MATCH, MATCH);
    for (Account authority : network.authorities.subList(0, 3)) {
      network.attestBut(authority, id, List.of());
    }

    network.judgeRest(id, network.samples(unlucky, id).getFirst(), MATCH);
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(ACCEPTED);
    assertThat(network.authorityBond(unlucky)).isEqualTo(AUTHORITY_BOND);
  }

  @Test
  void harmlessSegmentNamedFirstHidesNothing() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    Account accomplice = network.authorities.getLast();
    Account detector = network.authorities.getFirst();
    BigInteger harmless = network.samples(accomplice, id).getFirst();
    BigInteger bad =
        network.samples(detector, id).stream()
            .filter(segment -> !segment.equals(harmless))
            .findFirst()
            .orElseThrow();
    network.attest(accomplice, id, UNAVAILABLE, MATCH, MATCH);
    for (Account authority : network.authorities.subList(0, 3)) {
      network.attestBut(authority, id, List.of(bad));
    }

    network.judgeRest(id, harmless, MATCH);
    network.judgeRest(id, bad, MISMATCH);
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(REJECTED);
  }

  @Test
  void silentAuthorityDelaysSettlementUntilTheDeadline() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    for (Account authority : network.authorities.subList(0, 3)) {
      network.attestBut(authority, id, List.of());
    }
    long attestBy = network.proof(id).attestBy.longValueExact();

    network.chain.advanceTo(attestBy - 1);
    assertThat(network.refusal(network.stranger, settling(id)))
        .isEqualTo(selector(ProofOfLearning.NOTSETTLEABLE_ERROR));
    network.chain.advanceTo(attestBy);
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(ACCEPTED);
  }

  @Test
  void segmentNamedInTheLastBlockCanStillBeJudged() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    for (Account authority : network.authorities.subList(0, 3)) {
      network.attestBut(authority, id, List.of());
    }
    Account late = network.authorities.getLast();
    network.chain.advanceTo(network.proof(id).attestBy.longValueExact() - 1);
    network.attest(late, id, MISMATCH, MATCH, MATCH);
    BigInteger named = network.samples(late, id).getFirst();
    // Another authority may have sampled the segment; then fewer are asked.
    network.chain.advanceTo(network.proof(id).judgeBy.longValueExact() - 3);

    network.judgeRest(id, named, MATCH);
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(ACCEPTED);
    assertThat(network.authorityBond(late)).isLessThan(AUTHORITY_BOND);
  }

  @Test
  void noQuorumByTheDeadlineExpiresAndReturnsTheBondWhole() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    network.attestBut(network.authorities.get(0), id, List.of());
    network.attestBut(network.authorities.get(1), id, List.of());

    network.chain.advanceTo(network.proof(id).attestBy.longValueExact());
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(EXPIRED);
    assertThat(network.learner(network.alice).free).isEqualTo(BOND.multiply(n(2)));
    assertThat(network.learner(network.alice).reputation).isEqualTo(50);
  }

  @Test
  void splitElectorateExpiresAndPunishesNobody() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    for (int i = 0; i < 4; i++) {
      network.attest(network.authorities.get(i), id, MATCH, MATCH, i < 2 ? MATCH : MISMATCH);
    }
    long judgeBy = network.proof(id).judgeBy.longValueExact();

    network.chain.advanceTo(judgeBy - 1);
    assertThat(network.refusal(network.stranger, settling(id)))
        .isEqualTo(selector(ProofOfLearning.NOTSETTLEABLE_ERROR));
    network.chain.advanceTo(judgeBy);
    network.settle(id);

    assertThat(network.status(id)).isEqualTo(EXPIRED);
    for (Account authority : network.authorities) {
      assertThat(network.authorityBond(authority)).isEqualTo(AUTHORITY_BOND);
    }
  }

  @Test
  void electorateIsTheOneOfTheSubmission() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    Account leaving = network.authorities.getLast();
    for (Account authority : network.authorities.subList(0, 3)) {
      authority.contracts().authorities().vote(leaving.address(), false).send();
    }
    assertThat(network.stranger.contracts().authorities().getValidators().send().size())
        .isEqualTo(3);

    network.acceptAndSettle(id);

    assertThat(network.status(id)).isEqualTo(ACCEPTED);
  }

  @Test
  void nothingReopens() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    network.acceptAndSettle(id);

    assertThat(network.refusal(network.stranger, settling(id)))
        .isEqualTo(selector(ProofOfLearning.NOTPENDING_ERROR));
    assertThat(
            network.refusal(
                network.authorities.getFirst(),
                network.attestation(network.authorities.getFirst(), id, MISMATCH, MATCH, MATCH)))
        .isEqualTo(selector(ProofOfLearning.NOTPENDING_ERROR));
  }

  @Test
  void attestationsThatBreakARuleAreRefused() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    Account first = network.authorities.get(0);
    Account second = network.authorities.get(1);
    ProofOfLearning proofs = first.contracts().proofs();
    byte[] signature = network.sign(first, id);
    List<BigInteger> two = List.of(MATCH, MATCH);

    assertThat(network.refusal(network.alice, proofs.attest(id, signature, two, MATCH)))
        .isEqualTo(selector(AuthorityRegistry.NOTINSET_ERROR));
    assertThat(network.refusal(second, proofs.attest(id, signature, two, MATCH)))
        .isEqualTo(selector(ProofOfLearning.INVALIDSIGNATURE_ERROR));
    assertThat(network.refusal(first, proofs.attest(id, signature, List.of(MATCH), MATCH)))
        .isEqualTo(selector(ProofOfLearning.WRONGVERDICTCOUNT_ERROR));
    assertThat(network.refusal(first, proofs.attest(id, signature, two, n(0))))
        .isEqualTo(selector(ProofOfLearning.INVALIDVERDICT_ERROR));
    network.attest(first, id, MISMATCH, MATCH, MATCH);
    BigInteger named = network.samples(first, id).getFirst();
    assertThat(network.refusal(first, proofs.attest(id, signature, two, MATCH)))
        .isEqualTo(selector(ProofOfLearning.ALREADYATTESTED_ERROR));
    assertThat(network.refusal(first, proofs.judge(id, named, MATCH)))
        .isEqualTo(selector(ProofOfLearning.ALREADYJUDGED_ERROR));
    assertThat(network.refusal(second, proofs.judge(id, named, MATCH)))
        .isEqualTo(selector(ProofOfLearning.NOTATTESTED_ERROR));
    BigInteger unnamed = named.signum() == 0 ? n(1) : n(0);
    assertThat(network.refusal(second, proofs.judge(id, unnamed, MATCH)))
        .isEqualTo(selector(ProofOfLearning.SEGMENTNOTNAMED_ERROR));
    network.chain.advanceTo(network.proof(id).attestBy.longValueExact());
    assertThat(network.refusal(second, network.attestation(second, id, MATCH, MATCH, MATCH)))
        .isEqualTo(selector(ProofOfLearning.ATTESTATIONCLOSED_ERROR));
  }

  private RemoteFunctionCall<?> settling(byte[] id) {
    return network.stranger.contracts().proofs().settle(id);
  }

  static String selector(CustomError error) {
    return CustomErrorEncoder.encode(error).substring(0, 10);
  }
}
