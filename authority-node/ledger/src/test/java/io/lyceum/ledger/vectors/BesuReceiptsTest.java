package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BloomItem;
import io.lyceum.ledger.block.LogsBloom;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.TransactionReceipt;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BesuReceiptsTest {

  @ParameterizedTest
  @EnumSource
  void answersOfBesuGiveTheRootAndTheBloomOfTheHeader(BesuChain chain) {
    JsonNode answers = chain.json("blocks.json");
    for (Block block : chain.blocks()) {
      List<TransactionReceipt> receipts =
          BesuReceipts.of(answers.get((int) block.number()).get("receipts"));

      assertThat(OrderedTrieRoots.ofReceipts(receipts)).isEqualTo(block.header().receiptsRoot());
      assertThat(LogsBloom.ofReceipts(receipts)).isEqualTo(block.header().logsBloom());
      receipts.forEach(
          receipt -> {
            assertThat(TransactionReceipt.decode(receipt.encoded())).isEqualTo(receipt);
            receipt
                .logs()
                .forEach(
                    log ->
                        assertThat(
                                BloomItem.of(log.address().bytes())
                                    .mayBeIn(block.header().logsBloom()))
                            .isTrue());
          });
    }
  }
}
