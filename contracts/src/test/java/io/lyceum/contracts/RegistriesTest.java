package io.lyceum.contracts;

import static io.lyceum.contracts.SandboxNetwork.AUTHORITY_BOND;
import static io.lyceum.contracts.SandboxNetwork.BOND;
import static io.lyceum.contracts.SandboxNetwork.REQUIRED;
import static io.lyceum.contracts.SandboxNetwork.hash;
import static io.lyceum.contracts.SandboxNetwork.n;
import static io.lyceum.contracts.SandboxNetwork.utf8;
import static io.lyceum.contracts.SettlementTest.selector;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

class RegistriesTest {

  private SandboxNetwork network;
  private LyceumContracts contracts;
  private Account first;

  @BeforeEach
  void setUp() throws Exception {
    network = new SandboxNetwork();
    contracts = network.stranger.contracts();
    first = network.authorities.getFirst();
  }

  @Test
  void validatorsAreAnsweredUnderTheSelectorThatQbftCalls() throws Exception {
    String data = contracts.authorities().getValidators().encodeFunctionCall();

    assertThat(data).isEqualTo("0xb7ab4db5");
    assertThat(contracts.authorities().getValidators().send().toArray())
        .isEqualTo(network.authorities.stream().map(Account::address).toArray());
  }

  @Test
  void authorityIsAddedByAQuorumAndNotBefore() throws Exception {
    for (Account authority : network.authorities.subList(0, 2)) {
      authority.contracts().authorities().vote(network.stranger.address(), true).send();
    }
    assertThat(contracts.authorities().isAuthority(network.stranger.address()).send()).isFalse();

    network
        .authorities
        .get(2)
        .contracts()
        .authorities()
        .vote(network.stranger.address(), true)
        .send();

    assertThat(contracts.authorities().isAuthority(network.stranger.address()).send()).isTrue();
    assertThat(contracts.authorities().currentSet().send()).isEqualTo(n(2));
  }

  @Test
  void votesThatBreakARuleAreRefused() throws Exception {
    String candidate = network.stranger.address();
    AuthorityRegistry registry = first.contracts().authorities();
    registry.vote(candidate, true).send();

    assertThat(authorityVote(first, candidate, true))
        .isEqualTo(selector(AuthorityRegistry.ALREADYSUPPORTED_ERROR));
    assertThat(authorityVote(network.alice, candidate, true))
        .isEqualTo(selector(AuthorityRegistry.NOTANAUTHORITY_ERROR));
    assertThat(authorityVote(first, network.alice.address(), true))
        .isEqualTo(selector(AuthorityRegistry.ISLEARNER_ERROR));
    assertThat(authorityVote(first, first.address(), true))
        .isEqualTo(selector(AuthorityRegistry.ALREADYAUTHORITY_ERROR));
    assertThat(authorityVote(first, candidate, false))
        .isEqualTo(selector(AuthorityRegistry.NOTINSET_ERROR));
  }

  @Test
  void votesOfRemovedAuthoritiesDoNotCount() throws Exception {
    Account leaving = network.authorities.getLast();
    leaving.contracts().authorities().vote(network.stranger.address(), true).send();
    for (Account authority : network.authorities.subList(0, 3)) {
      authority.contracts().authorities().vote(leaving.address(), false).send();
    }
    first.contracts().authorities().vote(network.stranger.address(), true).send();

    assertThat(contracts.authorities().isAuthority(network.stranger.address()).send()).isFalse();
    byte[] motion = contracts.authorities().motionOf(network.stranger.address(), true).send();
    assertThat(contracts.authorities().votesFor(motion).send()).isEqualTo(n(1));
  }

  @Test
  void retractedVoteDoesNotCount() throws Exception {
    byte[] motion = contracts.authorities().motionOf(network.stranger.address(), true).send();
    first.contracts().authorities().vote(network.stranger.address(), true).send();

    first.contracts().authorities().retract(motion).send();

    assertThat(contracts.authorities().votesFor(motion).send()).isZero();
  }

  @Test
  void bondOfARemovedAuthorityIsFreeAfterTheUnbondingPeriod() throws Exception {
    Account leaving = network.authorities.getLast();
    for (Account authority : network.authorities.subList(0, 3)) {
      authority.contracts().authorities().vote(leaving.address(), false).send();
    }
    assertThat(
            network.refusal(
                leaving,
                Predeployed.AUTHORITY_REGISTRY,
                leaving.contracts().authorities().withdraw()))
        .isEqualTo(selector(AuthorityRegistry.BONDLOCKED_ERROR));

    network.chain.advanceTo(network.chain.blockNumber() + 50_000);
    leaving.contracts().authorities().withdraw().send();

    assertThat(network.balance(leaving)).isEqualTo(AUTHORITY_BOND);
  }

  @Test
  void removedLearnerKeepsItsReputationAndCannotSubmit() throws Exception {
    for (Account authority : network.authorities.subList(0, 3)) {
      authority.contracts().learners().vote(network.alice.address(), false).send();
    }

    assertThat(network.learner(network.alice).admitted).isFalse();
    assertThat(network.learner(network.alice).reputation).isEqualTo(n(50));
    assertThat(
            network.refusal(
                network.alice,
                SandboxNetwork.Submission.of("gone", SandboxNetwork.INITIAL_VERSION)
                    .call(network.alice, n(0), SandboxNetwork.INITIAL_VERSION, n(1))))
        .isEqualTo(selector(ProofOfLearning.NOTLEARNER_ERROR));
  }

  @Test
  void lockedBondCannotBeWithdrawn() throws Exception {
    network.submit(network.alice, REQUIRED);

    assertThat(
            network.refusal(
                network.alice,
                Predeployed.LEARNER_REGISTRY,
                network.alice.contracts().learners().withdraw(BOND.add(n(1)))))
        .isEqualTo(selector(LearnerRegistry.DEPOSITTOOLOW_ERROR));
    network.alice.contracts().learners().withdraw(BOND).send();
    assertThat(network.balance(network.alice)).isEqualTo(BOND);
  }

  @Test
  void metaEntriesAreLinkedByTheirHashes() throws Exception {
    for (Account authority : network.authorities.subList(0, 3)) {
      authority
          .contracts()
          .models()
          .publish(n(1), utf8("{\"layers\":3}"), utf8("Be brief."))
          .send();
    }
    var entry = contracts.models().metaEntry(n(1), n(0)).send();
    var next = contracts.models().metaEntry(n(1), n(1)).send();

    assertThat(next.previousHash).isEqualTo(entry.hash);
    assertThat(next.specification).isEqualTo(utf8("{\"layers\":3}"));
    assertThat(next.hash)
        .isEqualTo(
            Hash.sha3(
                ByteBuffer.allocate(160)
                    .put(31, (byte) 1)
                    .put(63, (byte) 1)
                    .put(64, entry.hash)
                    .put(96, hash("{\"layers\":3}"))
                    .put(128, hash("Be brief."))
                    .array()));
  }

  @Test
  void aModelHasOneActiveJob() {
    assertThat(
            network.refusal(
                first,
                Predeployed.TRAINING_JOBS,
                first.contracts().jobs().create(n(2), SandboxNetwork.terms())))
        .isEqualTo(selector(TrainingJobs.MODELBUSY_ERROR));
  }

  @Test
  void aReplayHasABoundOfAtMostATenthIfItIsBoundedAndNoneIfItIsExact() {
    String refused = selector(TrainingJobs.INVALIDTERMS_ERROR);

    assertThat(refusalOfJob(ReplayMode.EXACT, 0)).isEqualTo("accepted");
    assertThat(refusalOfJob(ReplayMode.EXACT, 1)).isEqualTo(refused);
    assertThat(refusalOfJob(ReplayMode.BOUNDED, 0)).isEqualTo(refused);
    assertThat(refusalOfJob(ReplayMode.BOUNDED, 1)).isEqualTo("accepted");
    assertThat(refusalOfJob(ReplayMode.BOUNDED, 100_000)).isEqualTo("accepted");
    assertThat(refusalOfJob(ReplayMode.BOUNDED, 100_001)).isEqualTo(refused);
  }

  private String refusalOfJob(ReplayMode mode, long bound) {
    return network.refusal(
        first,
        Predeployed.TRAINING_JOBS,
        first.contracts().jobs().create(n(2), SandboxNetwork.terms(n(2), mode, bound)));
  }

  @Test
  void onlyTheContractsMoveBondsVersionsAndRewards() {
    String refused = selector(RewardVault.ONLYCONTRACT_ERROR);

    assertThat(
            List.of(
                network.refusal(
                    first,
                    Predeployed.REWARD_VAULT,
                    contracts.vault().pay(n(1), first.address(), n(1))),
                network.refusal(
                    first, Predeployed.REWARD_VAULT, contracts.vault().reserve(n(1), n(1))),
                network.refusal(
                    first,
                    Predeployed.LEARNER_REGISTRY,
                    contracts.learners().slash(network.alice.address(), n(1))),
                network.refusal(
                    first,
                    Predeployed.AUTHORITY_REGISTRY,
                    contracts.authorities().penalise(first.address())),
                network.refusal(
                    first,
                    Predeployed.MODEL_REGISTRY,
                    contracts
                        .models()
                        .append(n(1), n(0), hash("x"), SandboxNetwork.INITIAL_VERSION, n(1), n(1))),
                network.refusal(first, Predeployed.TRAINING_JOBS, contracts.jobs().finish(n(1)))))
        .containsOnly(refused);
  }

  private String authorityVote(Account voter, String subject, boolean admit) {
    return network.refusal(
        voter,
        Predeployed.AUTHORITY_REGISTRY,
        voter.contracts().authorities().vote(subject, admit));
  }
}
