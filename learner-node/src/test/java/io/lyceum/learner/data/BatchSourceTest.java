package io.lyceum.learner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Keccak;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class BatchSourceTest {

  private static final int CONTEXT = 5;

  private final byte[] text = text(1000);

  @Test
  void drawsEachWindowByHashingSeedStepAndRow() {
    Bytes32 seed = Bytes32.repeat((byte) 7);
    Batch batch = new BatchSource(TextPart.whole(text), seed, new Shard(1, 3), 4, CONTEXT).batch(9);
    for (int row = 0; row < 4; row++) {
      Bytes32 hash =
          Keccak.hash(Bytes.concatenate(seed, Bytes.ofUnsignedInt(9), Bytes.ofUnsignedInt(row)));
      int start =
          333
              + hash.slice(0, 8)
                  .toUnsignedBigInteger()
                  .mod(BigInteger.valueOf(333 - CONTEXT))
                  .intValue();
      for (int position = 0; position < CONTEXT; position++) {
        assertThat(batch.input(row, position)).isEqualTo(text[start + position] & 0xFF);
        assertThat(batch.target(row, position)).isEqualTo(text[start + position + 1] & 0xFF);
      }
    }
  }

  @Test
  void aWindowNeverLeavesItsShard() {
    byte[] marked = new byte[100];
    for (int i = 0; i < marked.length; i++) {
      marked[i] = (byte) (i / 25);
    }
    for (int rank = 0; rank < 4; rank++) {
      BatchSource source =
          new BatchSource(TextPart.whole(marked), Bytes32.ZERO, new Shard(rank, 4), 8, CONTEXT);
      for (int step = 0; step < 50; step++) {
        Batch batch = source.batch(step);
        for (int row = 0; row < 8; row++) {
          assertThat(batch.input(row, 0)).isEqualTo(rank);
          assertThat(batch.target(row, CONTEXT - 1)).isEqualTo(rank);
        }
      }
    }
  }

  @Test
  void refusesAShardShorterThanAWindow() {
    assertThatThrownBy(
            () ->
                new BatchSource(TextPart.whole(text), Bytes32.ZERO, new Shard(0, 200), 1, CONTEXT))
        .isInstanceOf(CorpusException.class)
        .hasMessage("The corpus is too small to be shared by 200 learners.");
  }

  @Test
  void theHeldOutSampleIsSpreadEvenlyAndReachesTheEnd() {
    byte[] heldOut = text(CONTEXT + 8);
    List<Batch> sample = HeldOutSample.batches(TextPart.whole(heldOut), 2, 4, CONTEXT);
    assertThat(sample).hasSize(2);
    for (int window = 0; window < 8; window++) {
      Batch batch = sample.get(window / 4);
      assertThat(batch.input(window % 4, 0)).isEqualTo(heldOut[window] & 0xFF);
    }
    assertThat(sample.get(1).target(3, CONTEXT - 1)).isEqualTo(heldOut[CONTEXT + 7] & 0xFF);
  }

  private static byte[] text(int size) {
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] = (byte) (i * 31);
    }
    return text;
  }
}
