package io.lyceum.ledger.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockFileReaderTest {

  @Test
  void emptyFileHasNoBlock() throws IOException {
    assertThat(reader(Bytes.EMPTY).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x00",
        "0x83010203",
        "0xc0",
        "0xc101",
        "0xc201",
        "0xf8",
        "0xf800",
        "0xf83701",
        "0xf90100",
        "0xff0000000000000001",
        "0xffffffffffffffffff"
      })
  void whatIsNoWholeBlockIsRefused(String bytes) {
    assertThatThrownBy(() -> reader(Bytes.fromHexString(bytes)).next())
        .isInstanceOf(InvalidRlpException.class);
  }

  @Test
  void contentOfATooLongBlockIsNotRead() {
    Bytes prefix =
        Bytes.concatenate(Bytes.of(0xfb), Bytes.ofUnsignedInt(Block.MAX_ENCODED_SIZE + 1));
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            if (at == prefix.size()) {
              throw new AssertionError("The content was read");
            }
            return prefix.get(at++) & 0xff;
          }
        };

    assertThatThrownBy(() -> new BlockFileReader(endless).next())
        .isInstanceOf(InvalidRlpException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void listThatIsNoBlockIsRefused() {
    Bytes list = Rlp.encodeList(writer -> writer.writeValue(Bytes.repeat((byte) 1, 100)));

    assertThatThrownBy(() -> reader(list).next()).isInstanceOf(InvalidRlpException.class);
  }

  private static BlockFileReader reader(Bytes bytes) {
    return new BlockFileReader(new ByteArrayInputStream(bytes.toArrayUnsafe()));
  }
}
