package io.lyceum.ledger.rlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.exchange.BlockFileReader;
import io.lyceum.ledger.transaction.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLPWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes come from outside: decoders refuse them with the exception that they declare. */
@Timeout(120)
class RandomRlpTest {

  private static final int CASES = 4000;
  private static final int MOST_ITEMS = 22;
  private static final int MOST_DEPTH = 5;
  private static final int NESTED_LISTS = 1_000_000;

  /** Lengths of what blocks and transactions consist of. */
  private static final int[] SIZES = {0, 1, 2, 8, 20, 32, 65, 256};

  private final Random random = new Random(20_261_120);

  @Test
  void randomBytesAreRefused() {
    for (int i = 0; i < CASES; i++) {
      decodeAll(Bytes.random(random.nextInt(700), random));
    }
  }

  @Test
  void randomListsAreRefused() {
    for (int i = 0; i < CASES; i++) {
      Bytes list = Rlp.encodeList(items(0));
      decodeAll(list);
      decode(() -> Transaction.decode(Bytes.concatenate(Bytes.of(1 + random.nextInt(4)), list)));
    }
  }

  /** Neither their depth nor the length that they claim costs more than their bytes. */
  @Test
  void nestedListsAndGreatLengthsAreRefused() {
    Bytes open = Bytes.repeat((byte) 0xc1, NESTED_LISTS);
    decodeAll(open);
    decodeAll(Bytes.concatenate(open, Bytes.of(0xc0)));
    Bytes nested = Bytes.of(0xc0);
    for (int i = 0; i < MOST_DEPTH * MOST_DEPTH * MOST_DEPTH; i++) {
      Bytes inner = nested;
      nested = Rlp.encodeList(writer -> writer.writeRLP(inner));
    }
    decodeAll(nested);
    for (String greatest : new String[] {"0xfb7fffffff", "0xff7fffffffffffffff", "0xbb7fffffff"}) {
      decodeAll(Bytes.concatenate(Bytes.fromHexString(greatest), Bytes32.ZERO));
    }
  }

  private Consumer<RLPWriter> items(int depth) {
    return writer -> {
      int count = random.nextInt(MOST_ITEMS);
      for (int i = 0; i < count; i++) {
        if (depth < MOST_DEPTH && random.nextInt(4 + 4 * depth) == 0) {
          Bytes inner = Rlp.encodeList(items(depth + 1));
          writer.writeRLP(inner);
        } else {
          writer.writeValue(Bytes.random(SIZES[random.nextInt(SIZES.length)], random));
        }
      }
    };
  }

  private interface Decoding {
    Object run() throws IOException;
  }

  private static void decodeAll(Bytes bytes) {
    decode(() -> Block.decode(bytes));
    decode(() -> BlockHeader.decode(bytes));
    decode(() -> QbftExtraData.decode(bytes));
    decode(() -> Transaction.decode(bytes));
    decode(() -> readFile(bytes));
  }

  private static int readFile(Bytes bytes) throws IOException {
    int blocks = 0;
    try (var file = new BlockFileReader(new ByteArrayInputStream(bytes.toArrayUnsafe()))) {
      while (file.next().isPresent()) {
        blocks++;
      }
    }
    return blocks;
  }

  private static void decode(Decoding decoding) {
    try {
      assertThat(decoding.run()).isNotNull();
    } catch (InvalidRlpException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    } catch (IOException e) {
      throw new AssertionError("Bytes in memory cannot fail to be read", e);
    }
  }
}
