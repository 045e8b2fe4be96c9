package io.lyceum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.execution.BlockResult;
import org.junit.jupiter.api.Test;

class TokenTransfersTest {

  @Test
  void everyTransferSucceedsAndIsLogged() throws Exception {
    TokenTransfers transfers = new TokenTransfers(4, 10);

    BlockResult result = transfers.execute();

    assertThat(result.receipts()).hasSize(10);
    assertThat(result.outcomes()).allMatch(outcome -> outcome.isSuccess());
    assertThat(result.receipts())
        .allSatisfy(
            receipt -> {
              assertThat(receipt.logs()).hasSize(1);
              assertThat(receipt.logs().getFirst().address()).isEqualTo(transfers.token());
              assertThat(receipt.logs().getFirst().topics()).hasSize(3);
            });
  }
}
