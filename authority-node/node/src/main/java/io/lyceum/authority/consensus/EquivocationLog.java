package io.lyceum.authority.consensus;

import io.lyceum.consensus.signing.Equivocation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest evidence against validators that signed two different things. */
public final class EquivocationLog {

  private static final Logger LOG = LoggerFactory.getLogger(EquivocationLog.class);
  private static final int CAPACITY = 100;

  private final Deque<Equivocation> latest = new ArrayDeque<>();
  private long total;

  /** No evidence yet. */
  public EquivocationLog() {}

  /** Keeps evidence, and forgets the oldest if there is too much. */
  synchronized void add(Equivocation equivocation) {
    LOG.warn("A validator equivocated: {}", equivocation.first());
    total++;
    if (latest.size() == CAPACITY) {
      latest.removeFirst();
    }
    latest.addLast(equivocation);
  }

  /** How often a validator was seen to equivocate since the node was started. */
  public synchronized long total() {
    return total;
  }

  /** The evidence, oldest first. */
  public synchronized List<Equivocation> latest() {
    return List.copyOf(latest);
  }
}
