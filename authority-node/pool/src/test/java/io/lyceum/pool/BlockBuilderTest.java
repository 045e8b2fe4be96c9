package io.lyceum.pool;

import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks that {@link TestChain#grow} seals pass all rules of import, execution included. */
class BlockBuilderTest {

  @TempDir private Path directory;
  private TestChain chain;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  @Test
  void buildsValidBlocksOfWhatThePoolHoldsAndEmptyOnes() {
    assertThat(chain.grow().body().transactions()).isEmpty();
    chain.pool().add(transfer(1, 0, 0));
    chain.pool().add(transfer(2, 0, 3));
    chain.pool().add(transfer(1, 1, 0));
    Block block = chain.grow();
    assertThat(block.body().transactions())
        .containsExactly(transfer(2, 0, 3), transfer(1, 0, 0), transfer(1, 1, 0));
    assertThat(block.header().gasUsed()).isEqualTo(63_000);
    assertThat(TestChain.transactions(chain.pool())).isEmpty();
    assertThat(chain.grow().body().transactions()).isEmpty();
  }

  @Test
  void writesTheHeaderFieldsOfCancunWithoutBaseFee() {
    BlockHeader header = chain.grow().header();
    assertThat(header.baseFee()).contains(UInt256.ZERO);
    assertThat(header.blobGasUsed()).contains(0L);
    assertThat(header.excessBlobGas()).contains(0L);
    assertThat(header.parentBeaconBlockRoot()).isPresent();
    assertThat(header.withdrawalsRoot()).isPresent();
    assertThat(header.requestsHash()).isEmpty();
    assertThat(header.gasLimit()).isEqualTo(0x1000000 + 0x1000000 / 1024 - 1);
  }

  @Test
  void stopsWhenTimeIsUp() {
    for (int sender = 1; sender <= 4; sender++) {
      chain.pool().add(transfer(sender, 0, 0));
    }
    AtomicInteger asked = new AtomicInteger();
    assertThat(chain.build(() -> asked.incrementAndGet() > 2).body().transactions())
        .containsExactly(transfer(1, 0, 0), transfer(2, 0, 0));
    assertThat(chain.build(() -> true).body().transactions()).isEmpty();
  }

  @Test
  void leavesOutWhatCannotBePaidAfterWhatWentBefore() {
    chain.pool().add(transfer(1, 0, 5, TestChain.ENDOWMENT.subtract(21_000 * 5)));
    chain.pool().add(transfer(1, 1, 5));
    chain.pool().add(transfer(1, 2, 0));
    chain.pool().add(transfer(2, 0, 0));
    assertThat(chain.grow().body().transactions())
        .containsExactly(
            transfer(1, 0, 5, TestChain.ENDOWMENT.subtract(21_000 * 5)), transfer(2, 0, 0));
    assertThat(TestChain.transactions(chain.pool())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "60000000, 60000000, 60000000",
    "30000000, 60000000, 30029295",
    "59999990, 60000000, 60000000",
    "1000000000, 60000000, 999023439",
    "60000010, 60000000, 60000000",
    "5000, 60000000, 5003"
  })
  void movesTheGasLimitTowardsTheTargetByLessThanA1024th(long parent, long target, long next) {
    assertThat(ChildHeader.gasLimit(parent, target)).isEqualTo(next);
    assertThat(Math.abs(next - parent)).isLessThan(parent / 1024);
  }
}
