package io.lyceum.api.filter;

import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.parameter.BlockParameter;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/** The hashes of new blocks. Blocks are final, so that the number of the last one told suffices. */
final class BlockFilter implements Filter {

  private final ChainQuery chain;
  private final long most;
  private long told;

  /** Begins after the newest block; gives so many hashes at a time. */
  BlockFilter(ChainQuery chain, long most) {
    this.chain = chain;
    this.most = most;
    this.told = chain.head().number();
  }

  @Override
  public synchronized List<Bytes32> changes() {
    long to = Math.min(chain.head().number(), told + most);
    List<Bytes32> hashes = new ArrayList<>();
    while (told < to) {
      told++;
      hashes.add(chain.hash(new BlockParameter.Number(told)).orElseThrow());
    }
    return hashes;
  }
}
