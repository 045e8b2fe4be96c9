package io.lyceum.api.filter;

import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.eth.LogSearch;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.LogQuery;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcError;
import io.lyceum.api.rpc.RpcException;
import java.util.List;

/** The logs of new blocks that match, and of all blocks that were asked for. */
final class LogFilter implements Filter {

  private final ChainQuery chain;
  private final LogSearch search;
  private final LogQuery query;
  private final long last;
  private long told;

  /**
   * Begins after the newest block, or at the block of the query if that is still to come.
   *
   * @throws RpcException if the query is for a single block, which can bring nothing new
   */
  LogFilter(ChainQuery chain, LogSearch search, LogQuery query) {
    this.chain = chain;
    this.search = search;
    this.query = query;
    if (!(query.blocks() instanceof LogQuery.Blocks.Range(var from, var to))) {
      throw RpcException.invalidParams("a filter has a range of blocks, not a blockHash");
    }
    this.told =
        from instanceof BlockParameter.Number(long first)
            ? Math.max(chain.head().number(), first - 1)
            : chain.head().number();
    this.last = to instanceof BlockParameter.Number(long number) ? number : Long.MAX_VALUE;
  }

  @Override
  public synchronized List<LogResult> changes() {
    long to = Math.min(chain.head().number(), last);
    if (to <= told) {
      return List.of();
    }
    // A client that stayed away too long gets the rest when it asks again.
    return first(Math.min(search.limits().maxBlocks(), to - told));
  }

  /**
   * The logs of the next blocks, or of fewer if they hold too many.
   *
   * @throws RpcException if one block alone holds too many; the next time it is passed over
   */
  private List<LogResult> first(long blocks) {
    try {
      List<LogResult> found = search.find(told + 1, told + blocks, query.criteria());
      told += blocks;
      return found;
    } catch (RpcException refused) {
      if (refused.error().code() != RpcError.LIMIT_EXCEEDED) {
        throw refused;
      }
      if (blocks == 1) {
        told++;
        throw refused;
      }
      return first(blocks / 2);
    }
  }

  /** All logs of the query, whether told before or not. */
  List<LogResult> all() {
    return search.find(query);
  }
}
