package io.lyceum.api.eth;

import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;

/** The logs that a query has found so far, within its limits. */
final class FoundLogs {

  private final LogLimits limits;
  private final List<LogResult> logs = new ArrayList<>();
  private long dataBytes;

  FoundLogs(LogLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes one more.
   *
   * @throws RpcException if it is one too many, or its data is too much
   */
  void add(LogResult log) {
    if (logs.size() == limits.maxResults()) {
      throw RpcException.limitExceeded("Query returns more than " + limits.maxResults() + " logs");
    }
    dataBytes += log.data().size();
    if (dataBytes > limits.maxDataBytes()) {
      throw RpcException.limitExceeded(
          "Query returns logs with more than " + limits.maxDataBytes() + " bytes of data");
    }
    logs.add(log);
  }

  List<LogResult> all() {
    return List.copyOf(logs);
  }
}
