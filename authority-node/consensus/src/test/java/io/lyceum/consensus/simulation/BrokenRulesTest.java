package io.lyceum.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.validation.JustificationRules;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.Quorum;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulator is worth something if it finds what is wrong: here honest nodes break a rule. */
class BrokenRulesTest {

  private static final Logger LOG = LoggerFactory.getLogger(BrokenRulesTest.class);
  private static final int MOST_SEEDS = 1_000;

  /** Plays the seeds that the sound protocol survives until one shows a violation of a kind. */
  private static void assertFinds(Violation.Kind kind, Protocol broken) {
    OptionalLong found = OptionalLong.empty();
    for (long seed = 1; seed <= MOST_SEEDS && found.isEmpty(); seed++) {
      try {
        Simulation.run(Scenario.of(seed, 4), broken, Set.of(kind));
      } catch (Violation violation) {
        found = OptionalLong.of(seed);
        LOG.info("Seed {} finds {}", seed, violation.getMessage());
      }
    }
    assertThat(found).as("a seed that finds " + kind).isPresent();
  }

  @Test
  void aQuorumOfOneMoreThanTheFaultyForks() {
    assertFinds(Violation.Kind.FORK, Protocol.QBFT.withQuorum(size -> new Quorum(size).honest()));
  }

  @Test
  void aBlockSealedByTooFewIsNoticed() {
    assertFinds(
        Violation.Kind.SEALS, Protocol.QBFT.withQuorum(size -> new Quorum(size).size() - 1));
  }

  @Test
  void proposalsAndRoundChangesThatNeedNoJustificationFork() {
    assertFinds(Violation.Kind.FORK, Protocol.QBFT.withJustification(OnlyTheProposerCounts::new));
  }

  @Test
  void timersWithoutACapStall() {
    assertFinds(Violation.Kind.STALL, Protocol.QBFT.withTimeoutCap(Duration.ofDays(365)));
  }

  @Test
  void writingAfterSendingLeadsToContradictions() {
    assertFinds(Violation.Kind.SIGNED_TWICE, Protocol.QBFT.withSigningLog(SigningLog::late));
  }

  @Test
  void writingNothingLeadsToContradictions() {
    assertFinds(Violation.Kind.SIGNED_TWICE, Protocol.QBFT.withSigningLog(SigningLog::none));
  }

  @Test
  void writingNothingForks() {
    assertFinds(Violation.Kind.FORK, Protocol.QBFT.withSigningLog(SigningLog::none));
  }

  @Test
  void aFailureTellsHowToPlayItsSeedAgainAndThenHappensAgain() {
    Protocol forgetful = Protocol.QBFT.withSigningLog(SigningLog::none);
    Campaign campaign = Campaign.play(forgetful, 4, 1, 10);
    assertThat(campaign.failures()).isNotEmpty();
    String failure = campaign.failures().getFirst();
    assertThat(failure).contains("mvn", "-Dsimulation.seeds=1", "-Dsimulation.sizes=4");
    long seed = Long.parseLong(failure.split(" ")[1]);
    assertThat(failure).contains("-Dsimulation.start=" + seed);
    assertThat(Campaign.play(forgetful, 4, seed, 1).failures()).containsExactly(failure);
  }

  /** Believes every justification; a proposal need only be its proposer's. */
  private record OnlyTheProposerCounts(BlockHeader parent, ValidatorSet validators)
      implements JustificationRules {

    @Override
    public Optional<String> check(Proposal proposal) {
      return validators
              .proposer(parent.coinbase(), proposal.round().round())
              .equals(proposal.author())
          ? Optional.empty()
          : Optional.of("not the proposer");
    }

    @Override
    public Optional<String> check(RoundChange roundChange) {
      return Optional.empty();
    }
  }
}
