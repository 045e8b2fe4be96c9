package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;

/**
 * What QBFT's configuration is at which block.
 *
 * @param first from block 0 on
 * @param transitions ascending by start
 */
public record QbftSchedule(QbftConfig first, List<QbftTransition> transitions) {

  /**
   * Keeps an unmodifiable copy.
   *
   * @throws IllegalArgumentException if the transitions are not ascending
   */
  public QbftSchedule {
    transitions = List.copyOf(transitions);
    for (int i = 1; i < transitions.size(); i++) {
      long start = transitions.get(i).start().value();
      if (start <= transitions.get(i - 1).start().value()) {
        throw new IllegalArgumentException("Two transitions at " + start);
      }
    }
  }

  /** One configuration for all blocks. */
  public static QbftSchedule of(QbftConfig config) {
    return new QbftSchedule(config, List.of());
  }

  /**
   * What is in force at a block.
   *
   * @param timestamp in seconds since 1970
   */
  public QbftConfig at(long number, long timestamp) {
    QbftConfig current = first;
    for (QbftTransition transition : transitions) {
      if (transition.start().reached(number, timestamp)) {
        current = transition.config();
      }
    }
    return current;
  }

  /** The validators who take over with exactly this block. */
  public Optional<List<Address>> validatorsFrom(long block) {
    return transitions.stream()
        .filter(transition -> transition.start().equals(new QbftTransition.AtBlock(block)))
        .findFirst()
        .flatMap(QbftTransition::validators);
  }
}
