package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.execution.InvalidTransactionException;
import io.lyceum.ledger.genesis.Genesis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chains that Besu wrote are executed to Besu's results. */
class BesuChainExecutionTest {

  @ParameterizedTest
  @EnumSource(
      value = BesuChain.class,
      names = {"LONDON", "VOTES", "CANCUN", "CONTRACT"})
  void everyBlockExecutesToBesusHeader(BesuChain chain) throws InvalidTransactionException {
    Genesis genesis = chain.genesis();
    List<Block> blocks = chain.blocks();
    BlockExecutor executor = new BlockExecutor(genesis.config(), new CodeCache(64));
    MemoryState state = new MemoryState();
    state.apply(genesis.state());
    assertThat(state.root()).isEqualTo(blocks.getFirst().header().stateRoot());

    for (Block block : blocks.subList(1, blocks.size())) {
      BlockHeader header = block.header();
      BlockContext context =
          BlockContext.of(header, number -> blocks.get((int) number).header().hash());
      BlockResult result = executor.execute(state.current(), context, block.body().transactions());
      state.apply(result.changes());

      assertThat(result.gasUsed()).as("gas of %s", header.number()).isEqualTo(header.gasUsed());
      assertThat(result.logsBloom()).isEqualTo(header.logsBloom());
      assertThat(OrderedTrieRoots.ofReceipts(result.receipts()))
          .as("receipts of %s", header.number())
          .isEqualTo(header.receiptsRoot());
      assertThat(state.root()).as("state of %s", header.number()).isEqualTo(header.stateRoot());
      assertThat(Optional.of(result.blobGasUsed()))
          .isEqualTo(header.blobGasUsed().or(() -> Optional.of(0L)));
    }
  }
}
