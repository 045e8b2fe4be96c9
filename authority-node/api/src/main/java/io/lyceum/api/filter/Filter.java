package io.lyceum.api.filter;

import java.util.List;

/** What is new since it was last asked for. Safe for use by many threads. */
sealed interface Filter permits BlockFilter, LogFilter, PendingTransactionFilter {

  /** What came since the last call, oldest first. */
  List<?> changes();
}
