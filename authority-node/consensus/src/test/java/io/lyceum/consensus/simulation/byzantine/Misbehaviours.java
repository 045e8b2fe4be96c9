package io.lyceum.consensus.simulation.byzantine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All kinds of misbehaviour. */
public enum Misbehaviours {
  /** {@link EquivocatingProposer}. */
  EQUIVOCATING_PROPOSER(EquivocatingProposer::new),
  /** {@link DoubleVoter}. */
  DOUBLE_VOTER(DoubleVoter::new),
  /** {@link ContradictoryVoter}. */
  CONTRADICTORY_VOTER(ContradictoryVoter::new),
  /** {@link CertificateForger}. */
  CERTIFICATE_FORGER(CertificateForger::new),
  /** {@link UnjustifiedProposer}. */
  UNJUSTIFIED_PROPOSER(UnjustifiedProposer::new),
  /** {@link UsurpingProposer}. */
  USURPING_PROPOSER(UsurpingProposer::new),
  /** {@link BadBlockProposer}. */
  BAD_BLOCK_PROPOSER(BadBlockProposer::new),
  /** {@link Replayer}. */
  REPLAYER(Replayer::new),
  /** {@link RoundRacer}. */
  ROUND_RACER(RoundRacer::new),
  /** {@link Garbler}. */
  GARBLER(Garbler::new),
  /** {@link CommitWithholder}. */
  COMMIT_WITHHOLDER(CommitWithholder::new),
  /** {@link SelectiveSender}. */
  SELECTIVE_SENDER(SelectiveSender::new),
  /** {@link Dawdler}. */
  DAWDLER(Dawdler::new),
  /** {@link Silent}. */
  SILENT(Silent::new);

  /** What is most dangerous together: one part isolates a decision, the other overturns it. */
  private static final List<List<Misbehaviours>> PLOTS =
      List.of(
          List.of(UNJUSTIFIED_PROPOSER, COMMIT_WITHHOLDER),
          List.of(USURPING_PROPOSER, COMMIT_WITHHOLDER),
          List.of(EQUIVOCATING_PROPOSER, DOUBLE_VOTER),
          List.of(CERTIFICATE_FORGER, UNJUSTIFIED_PROPOSER, COMMIT_WITHHOLDER),
          List.of(EQUIVOCATING_PROPOSER, UNJUSTIFIED_PROPOSER, DOUBLE_VOTER));

  private final Supplier<Misbehaviour> maker;

  Misbehaviours(Supplier<Misbehaviour> maker) {
    this.maker = maker;
  }

  /** A new one of this kind. */
  public Misbehaviour make() {
    return maker.get();
  }

  /** A plot, or one to three different kinds; what sends less comes after what sends more. */
  public static List<Misbehaviours> draw(RandomGenerator random) {
    if (random.nextInt(3) == 0) {
      return PLOTS.get(random.nextInt(PLOTS.size()));
    }
    List<Misbehaviours> drawn = new ArrayList<>(List.of(values()));
    for (int keep = 1 + random.nextInt(3); drawn.size() > keep; ) {
      drawn.remove(random.nextInt(drawn.size()));
    }
    return drawn;
  }
}
