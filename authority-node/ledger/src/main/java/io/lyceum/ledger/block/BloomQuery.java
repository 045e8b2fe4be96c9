package io.lyceum.ledger.block;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/**
 * Which blocks may hold wanted logs, as far as their bloom filters tell: those with any log that
 * may hold, for each clause, one of its items.
 *
 * @param clauses none of them empty
 */
public record BloomQuery(List<List<BloomItem>> clauses) {

  /** Keeps unmodifiable copies. */
  public BloomQuery {
    clauses = clauses.stream().map(List::copyOf).toList();
  }

  /**
   * Of addresses and topics.
   *
   * @param clauses an empty one asks for nothing
   */
  public static BloomQuery of(Collection<? extends Collection<? extends Bytes>> clauses) {
    List<List<BloomItem>> asking = new ArrayList<>();
    for (Collection<? extends Bytes> clause : clauses) {
      if (!clause.isEmpty()) {
        asking.add(clause.stream().map(BloomItem::of).toList());
      }
    }
    return new BloomQuery(asking);
  }

  /** Whether a block with this filter may hold such logs. */
  public boolean mayMatch(Bytes bloom) {
    if (clauses.isEmpty()) {
      return !bloom.isZero();
    }
    for (List<BloomItem> clause : clauses) {
      if (clause.stream().noneMatch(item -> item.mayBeIn(bloom))) {
        return false;
      }
    }
    return true;
  }
}
