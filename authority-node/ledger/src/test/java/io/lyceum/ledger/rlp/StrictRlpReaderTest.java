package io.lyceum.ledger.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictRlpReaderTest {

  private static List<Bytes> strings(Bytes bytes) {
    return StrictRlpReader.readOne(bytes, list -> readAll(list));
  }

  private static List<Bytes> readAll(StrictRlpReader list) {
    List<Bytes> items = new ArrayList<>();
    while (list.hasNext()) {
      items.add(list.bytes());
    }
    return items;
  }

  @Test
  void readsAListOfStrings() {
    assertThat(strings(Bytes.fromHexString("0xc50183aabbcc")))
        .containsExactly(Bytes.of(1), Bytes.fromHexString("0xaabbcc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x", // nothing
        "0x01", // a string, not a list
        "0xc101ff", // bytes after the list
        "0xc28101", // a small byte with a length
        "0xc3b801aa", // a long length for a short string
        "0xf80101", // a long length for a short list
        "0xf9000101", // a length with a leading zero
        "0xc2c0", // shorter than it says
        "0xc3820101ff", // a string that ends after the list
        "0xc1c0", // a list where a string is wanted
        "0xfbffffffffaa", // a length above the addressable
        "0xffffffffffffffffffaa",
        "0xc6bb7fffffffaa"
      })
  void refusesWhatIsNotCanonical(String hex) {
    assertThatThrownBy(() -> strings(Bytes.fromHexString(hex)))
        .isInstanceOf(InvalidRlpException.class);
  }

  @Test
  void refusesItemsThatNobodyReads() {
    Bytes list = Bytes.fromHexString("0xc20102");
    Bytes nested = Bytes.fromHexString("0xc3c20102");

    assertThatThrownBy(() -> StrictRlpReader.readOne(list, StrictRlpReader::bytes))
        .isInstanceOf(InvalidRlpException.class);
    assertThatThrownBy(
            () -> StrictRlpReader.readOne(nested, outer -> outer.list(StrictRlpReader::bytes)))
        .isInstanceOf(InvalidRlpException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0xc100", "0xc3820001", "0xca89010000000000000000"})
  void refusesIntegersWithLeadingZerosOrTooManyBytes(String hex) {
    assertThatThrownBy(
            () -> StrictRlpReader.readOne(Bytes.fromHexString(hex), StrictRlpReader::uint64))
        .isInstanceOf(InvalidRlpException.class);
  }

  @Test
  void boundsIntegersToTheirType() {
    Bytes allOnes = Bytes.fromHexString("0xc988ffffffffffffffff");
    Bytes aboveInt = Bytes.fromHexString("0xc58480000000");

    assertThat(StrictRlpReader.readOne(allOnes, StrictRlpReader::uint64)).isEqualTo(-1L);
    assertThatThrownBy(() -> StrictRlpReader.readOne(allOnes, StrictRlpReader::positiveLong))
        .isInstanceOf(InvalidRlpException.class);
    assertThatThrownBy(() -> StrictRlpReader.readOne(aboveInt, StrictRlpReader::positiveInt))
        .isInstanceOf(InvalidRlpException.class);
  }

  @Test
  void boundsLists() {
    Bytes three = Bytes.fromHexString("0xc4c3010203");

    assertThatThrownBy(
            () -> StrictRlpReader.readOne(three, list -> list.listOf(2, StrictRlpReader::bytes)))
        .isInstanceOf(InvalidRlpException.class);
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefusedWithTheOneException(@ForAll @Size(max = 80) byte[] bytes) {
    try {
      strings(Bytes.concatenate(Bytes.of(0xc0 + Math.min(bytes.length, 0x37)), Bytes.wrap(bytes)));
    } catch (InvalidRlpException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    }
  }
}
