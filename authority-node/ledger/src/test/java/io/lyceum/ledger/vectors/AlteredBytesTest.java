package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.transaction.Transaction;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a peer makes of the bytes of a real block: it is refused, or it is canonical. */
class AlteredBytesTest {

  private static final int ALTERATIONS = 40;

  @ParameterizedTest
  @EnumSource
  void alteredBytesAreRefusedOrEncodeToThemselves(BesuChain chain) {
    Random random = new Random(20_261_120);
    for (Block block : chain.blocks()) {
      List<Transaction> transactions = block.body().transactions();
      for (int i = 0; i < ALTERATIONS; i++) {
        check(altered(block.encoded(), random), Block::decode, Block::encoded);
        check(altered(block.header().encoded(), random), BlockHeader::decode, BlockHeader::encoded);
        if (!transactions.isEmpty()) {
          Bytes transaction = transactions.get(random.nextInt(transactions.size())).encoded();
          check(altered(transaction, random), Transaction::decode, Transaction::encoded);
        }
      }
    }
  }

  private static <T> void check(Bytes bytes, Function<Bytes, T> decode, Function<T, Bytes> encode) {
    T decoded;
    try {
      decoded = decode.apply(bytes);
    } catch (InvalidRlpException refused) {
      assertThat(refused).hasMessageNotContaining("null");
      return;
    }
    assertThat(encode.apply(decoded)).isEqualTo(bytes);
  }

  private static Bytes altered(Bytes bytes, Random random) {
    int at = random.nextInt(bytes.size());
    return switch (random.nextInt(4)) {
      case 0 -> bytes.slice(0, at);
      case 1 -> Bytes.concatenate(bytes.slice(0, at), Bytes.random(1, random), bytes.slice(at));
      case 2 -> Bytes.concatenate(bytes.slice(0, at), bytes.slice(at + 1));
      default -> {
        MutableBytes copy = bytes.mutableCopy();
        copy.set(at, (byte) random.nextInt());
        yield copy;
      }
    };
  }
}
