package io.lyceum.ledger.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

/** Tuweni's own writer is the judge. */
class ArrayRlpWriterTest {

  private static final int[] SIZES = {0, 1, 2, 20, 32, 54, 55, 56, 57, 255, 256, 257, 70_000};
  private static final int MOST_DEPTH = 4;

  @Property(tries = 300)
  void listsAreEncodedAsByTuweni(@ForAll long seed) {
    Consumer<RLPWriter> items = items(new Random(seed), 0);

    assertThat(Rlp.encodeList(items)).isEqualTo(RLP.encodeList(items));
  }

  @Property(tries = 300)
  void numbersAreEncodedAsByTuweni(@ForAll long any) {
    long number = any & Long.MAX_VALUE;
    Consumer<RLPWriter> items =
        writer -> {
          writer.writeLong(number);
          writer.writeLong(number >>> (number & 63));
          writer.writeInt((int) (number >>> 33));
          writer.writeUInt256(UInt256.valueOf(number));
        };

    assertThat(Rlp.encodeList(items)).isEqualTo(RLP.encodeList(items));
  }

  @Test
  void stringsAreEncodedAsByTuweni() {
    for (int size : SIZES) {
      Bytes value = Bytes.repeat((byte) 0x7f, size);
      assertThat(Rlp.encodeValue(value)).isEqualTo(RLP.encodeValue(value));
    }
    assertThat(Rlp.encodeValue(Bytes.of(0x80))).isEqualTo(RLP.encodeValue(Bytes.of(0x80)));
  }

  @Test
  void thereAreNoNegativeNumbers() {
    assertThatThrownBy(() -> Rlp.encodeList(writer -> writer.writeLong(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The same items each time they are written. */
  private static Consumer<RLPWriter> items(Random random, int depth) {
    List<Consumer<RLPWriter>> items = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      if (depth < MOST_DEPTH && random.nextInt(3) == 0) {
        Consumer<RLPWriter> nested = items(random, depth + 1);
        items.add(writer -> writer.writeList(nested));
      } else {
        Bytes value = Bytes.random(SIZES[random.nextInt(SIZES.length)], random);
        items.add(writer -> writer.writeValue(value));
      }
    }
    return writer -> items.forEach(item -> item.accept(writer));
  }
}
