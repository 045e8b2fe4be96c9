package io.lyceum.ledger.execution;

import io.lyceum.ledger.transaction.AccessListEntry;
import java.util.List;

/**
 * A call with an access list, and what became of it with that list.
 *
 * @param accessList what was announced
 * @param outcome of the call
 */
public record ListedCall(List<AccessListEntry> accessList, TransactionOutcome outcome) {

  /** Keeps an unmodifiable copy of the list. */
  public ListedCall {
    accessList = List.copyOf(accessList);
  }
}
