package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.training.exact.Dimensions;
import io.lyceum.learner.training.exact.SelfTestModel;
import org.junit.jupiter.api.Test;

class FootprintTest {

  /** Four windows of 128 tokens make a chunk. */
  private final Dimensions tiny = Dimensions.of(SelfTestModel.TINY.specification(), 128);

  private final Footprint training = new Footprint(tiny, true, false);

  @Test
  void aPartHasWholeChunksAsManyAsMemoryHolds() {
    long chunk = training.elementsOfToken() * 512 * Float.BYTES;
    assertThat(training.windows(18, 2 * chunk)).isEqualTo(8);
    assertThat(training.windows(18, 3 * chunk - 1)).isEqualTo(8);
    assertThat(training.windows(18, 100 * chunk)).isEqualTo(18);
  }

  @Test
  void aPartHasAChunkThoughMemorySeemsShort() {
    assertThat(training.windows(18, 1)).isEqualTo(4);
    assertThat(training.windows(3, 1)).isEqualTo(3);
  }

  @Test
  void aPartHasNoMoreTokensThanAGridHoldsRows() {
    int windows = training.windows(1 << 20, Long.MAX_VALUE);
    assertThat(Grid.parts(windows * 128L, Product.Tile.LARGE.side())).isLessThan(Grid.LIMIT);
  }

  @Test
  void recomputationAndEvaluationTakeLess() {
    assertThat(new Footprint(tiny, true, true).elementsOfToken())
        .isLessThan(training.elementsOfToken());
    assertThat(new Footprint(tiny, false, false).elementsOfToken())
        .isLessThan(new Footprint(tiny, true, true).elementsOfToken());
  }
}
