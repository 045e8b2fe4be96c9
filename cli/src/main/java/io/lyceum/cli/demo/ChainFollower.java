package io.lyceum.cli.demo;

import io.lyceum.cli.client.RpcOption;
import io.lyceum.ledger.block.QbftExtraData;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;

/** Reads a chain block by block through JSON-RPC. */
final class ChainFollower {

  /**
   * A block.
   *
   * @param seals the committed seals in its header
   * @param events what the contracts told in it, in order
   */
  record Block(long number, int seals, List<ChainEvent> events) {

    /** Keeps an unmodifiable copy. */
    Block {
      events = List.copyOf(events);
    }
  }

  private final Web3j node;
  private final EventDecoder decoder = new EventDecoder();
  private long next;

  /** Begins with block 1. */
  ChainFollower(Web3j node) {
    this.node = node;
    this.next = 1;
  }

  /** The blocks since the last call. */
  List<Block> newBlocks() throws IOException {
    long head = RpcOption.ask(node.ethBlockNumber()).getBlockNumber().longValueExact();
    List<Block> blocks = new ArrayList<>();
    while (next <= head) {
      blocks.add(read(next));
      next++;
    }
    return blocks;
  }

  private Block read(long number) throws IOException {
    DefaultBlockParameter at = DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
    EthBlock.Block header = RpcOption.ask(node.ethGetBlockByNumber(at, false)).getBlock();
    int seals = QbftExtraData.decode(Bytes.fromHexString(header.getExtraData())).seals().size();
    List<ChainEvent> events = new ArrayList<>();
    if (!header.getTransactions().isEmpty()) {
      EthFilter filter = new EthFilter(at, at, decoder.contracts());
      for (EthLog.LogResult<?> result : RpcOption.ask(node.ethGetLogs(filter)).getLogs()) {
        decoder.decode((Log) result.get()).ifPresent(events::add);
      }
    }
    return new Block(number, seals, events);
  }
}
