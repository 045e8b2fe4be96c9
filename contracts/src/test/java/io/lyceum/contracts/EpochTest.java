package io.lyceum.contracts;

import static io.lyceum.contracts.SandboxNetwork.BOND;
import static io.lyceum.contracts.SandboxNetwork.EPOCH_BLOCKS;
import static io.lyceum.contracts.SandboxNetwork.INITIAL_LOSS;
import static io.lyceum.contracts.SandboxNetwork.INITIAL_VERSION;
import static io.lyceum.contracts.SandboxNetwork.JOB;
import static io.lyceum.contracts.SandboxNetwork.POOL;
import static io.lyceum.contracts.SandboxNetwork.REQUIRED;
import static io.lyceum.contracts.SandboxNetwork.REWARD;
import static io.lyceum.contracts.SandboxNetwork.n;
import static io.lyceum.contracts.SettlementTest.selector;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.SandboxNetwork.Submission;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpochTest {

  private SandboxNetwork network;
  private LyceumContracts contracts;

  @BeforeEach
  void setUp() throws Exception {
    network = new SandboxNetwork();
    contracts = network.stranger.contracts();
  }

  @Test
  void rewardIsSharedByImprovementAndTheLowestLossBecomesTheVersion() throws Exception {
    byte[] a = network.submit(network.alice, 100 * REQUIRED);
    byte[] b = network.submit(network.bob, 200 * REQUIRED);
    network.acceptAndSettle(a);
    network.acceptAndSettle(b);

    network.close(0);

    assertThat(network.balance(network.alice)).isEqualTo(REWARD.divide(n(3)));
    assertThat(network.balance(network.bob)).isEqualTo(REWARD.multiply(n(2)).divide(n(3)));
    assertThat(contracts.models().currentVersion(n(1)).send())
        .isEqualTo(network.proof(b).finalVersion);
    assertThat(network.epoch(1).parentVersion).isEqualTo(network.proof(b).finalVersion);
    assertThat(network.epoch(1).parentLoss).isEqualTo(n(INITIAL_LOSS - 200 * REQUIRED));
  }

  @Test
  void whatRoundingLeavesReturnsToTheVault() throws Exception {
    byte[] a = network.submit(network.alice, 100 * REQUIRED);
    byte[] b = network.submit(network.bob, 200 * REQUIRED);
    network.acceptAndSettle(a);
    network.acceptAndSettle(b);

    network.close(0);

    BigInteger paid = network.balance(network.alice).add(network.balance(network.bob));
    assertThat(paid).isEqualTo(REWARD.subtract(BigInteger.ONE));
    assertThat(contracts.vault().reserved().send()).isEqualTo(REWARD.multiply(n(2)));
    assertThat(contracts.vault().available().send())
        .isEqualTo(POOL.subtract(paid).subtract(REWARD.multiply(n(2))));
  }

  @Test
  void idleLearnerStallsNothing() throws Exception {
    byte[] id = network.submit(network.alice, REQUIRED);
    network.acceptAndSettle(id);
    assertThat(network.refusal(network.stranger, contracts.proofs().closeEpoch(JOB, n(0))))
        .isEqualTo(selector(ProofOfLearning.NOTCLOSABLE_ERROR));

    network.chain.advanceTo(network.epoch(0).deadline.longValueExact());
    network.close(0);

    assertThat(network.balance(network.alice)).isEqualTo(REWARD);
    assertThat(contracts.proofs().currentEpoch(JOB).send()).isEqualTo(n(1));
  }

  @Test
  void epochWithoutAcceptedProofKeepsTheVersion() throws Exception {
    network.acceptAndSettle(network.submit(network.alice, 1));
    network.acceptAndSettle(network.submit(network.bob, 1));

    network.close(0);

    assertThat(contracts.models().currentVersion(n(1)).send()).isEqualTo(INITIAL_VERSION);
    assertThat(contracts.models().versionCount(n(1)).send()).isEqualTo(n(1));
    assertThat(contracts.vault().available().send())
        .isEqualTo(POOL.subtract(REWARD.multiply(n(2))));
  }

  @Test
  void jobEndsAfterItsLastEpochAndReleasesWhatItDidNotPay() throws Exception {
    for (long epoch = 0; epoch < 3; epoch++) {
      network.chain.advanceTo(network.epoch(epoch).deadline.longValueExact());
      network.close(epoch);
    }

    assertThat(contracts.jobs().status(JOB).send()).isEqualTo(n(2));
    assertThat(contracts.jobs().activeJob(n(1)).send()).isZero();
    assertThat(contracts.vault().reserved().send()).isZero();
    assertThat(network.refusal(network.alice, network.alice.contracts().proofs().enrol(JOB)))
        .isEqualTo(selector(ProofOfLearning.JOBNOTACTIVE_ERROR));
  }

  @Test
  void submissionsThatBreakARuleAreRefused() throws Exception {
    Submission good = Submission.of("good", INITIAL_VERSION);
    Submission elsewhere = Submission.of("elsewhere", good.version());
    Submission spliced =
        new Submission(good.root(), elsewhere.version(), good.first(), good.last());
    Submission shortened =
        new Submission(good.root(), good.version(), good.first().subList(1, 4), good.last());

    assertThat(refusal(network.stranger, good, 0, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.NOTENROLLED_ERROR));
    assertThat(refusal(network.alice, good, 1, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.EPOCHNOTOPEN_ERROR));
    assertThat(refusal(network.alice, elsewhere, 0, good.version()))
        .isEqualTo(selector(ProofOfLearning.STALEPARENT_ERROR));
    assertThat(refusal(network.alice, elsewhere, 0, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.LEAFMISMATCH_ERROR));
    assertThat(refusal(network.alice, spliced, 0, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.LEAFMISMATCH_ERROR));
    assertThat(refusal(network.alice, shortened, 0, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.LEAFMISMATCH_ERROR));
    assertThat(refusal(network.alice, good, 0, INITIAL_VERSION)).isEqualTo("accepted");
    network.submit(network.alice, REQUIRED);
    assertThat(refusal(network.alice, good, 0, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.ALREADYSUBMITTED_ERROR));
    network.chain.advanceTo(network.epoch(0).deadline.longValueExact());
    assertThat(refusal(network.bob, good, 0, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.SUBMISSIONCLOSED_ERROR));
  }

  @Test
  void proofOnAParentThatIsNoLongerCurrentIsRefused() throws Exception {
    network.acceptAndSettle(network.submit(network.alice, REQUIRED));
    network.chain.advanceTo(network.epoch(0).deadline.longValueExact());
    network.close(0);

    Submission late = Submission.of("late", INITIAL_VERSION);

    assertThat(refusal(network.bob, late, 1, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.STALEPARENT_ERROR));
    assertThat(refusal(network.bob, late, 0, INITIAL_VERSION))
        .isEqualTo(selector(ProofOfLearning.EPOCHNOTOPEN_ERROR));
  }

  @Test
  void pendingProofHoldsTheEpochOpen() throws Exception {
    network.chain.advanceTo(network.epoch(0).deadline.longValueExact() - 1);
    byte[] id = network.submit(network.alice, REQUIRED);
    network.chain.advanceTo(network.chain.blockNumber() + EPOCH_BLOCKS / 10);

    assertThat(network.refusal(network.stranger, contracts.proofs().closeEpoch(JOB, n(0))))
        .isEqualTo(selector(ProofOfLearning.NOTCLOSABLE_ERROR));
    network.acceptAndSettle(id);
    network.close(0);

    assertThat(network.balance(network.alice)).isEqualTo(REWARD);
  }

  @Test
  void learnerWithoutDepositCannotSubmit() throws Exception {
    network.alice.contracts().learners().withdraw(BOND.multiply(n(2))).send();

    assertThat(refusal(network.alice, Submission.of("poor", INITIAL_VERSION), 0, INITIAL_VERSION))
        .isEqualTo(selector(LearnerRegistry.DEPOSITTOOLOW_ERROR));
  }

  @Test
  void ranksFollowTheAddressesOfThoseEnrolledWhenTheEpochBegan() throws Exception {
    List<Account> ordered =
        network.alice.address().compareTo(network.bob.address()) < 0
            ? List.of(network.alice, network.bob)
            : List.of(network.bob, network.alice);

    for (int i = 0; i < 2; i++) {
      var rank = contracts.proofs().rank(JOB, n(0), ordered.get(i).address()).send();
      assertThat(rank.component1()).isEqualTo(n(i));
      assertThat(rank.component2()).isEqualTo(n(2));
    }
  }

  @Test
  void learnerThatLeavesIsNotInTheNextEpoch() throws Exception {
    network.alice.contracts().proofs().unenrol(JOB).send();
    assertThat(contracts.proofs().roster(JOB, n(0)).send().size()).isEqualTo(2);

    network.chain.advanceTo(network.epoch(0).deadline.longValueExact());
    network.close(0);

    assertThat(contracts.proofs().roster(JOB, n(1)).send().toArray())
        .containsExactly(network.bob.address());
  }

  private String refusal(Account learner, Submission submission, long epoch, byte[] parent) {
    return network.refusal(learner, submission.call(learner, n(epoch), parent, n(1)));
  }
}
