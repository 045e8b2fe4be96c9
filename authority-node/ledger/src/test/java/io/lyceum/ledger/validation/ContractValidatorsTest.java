package io.lyceum.ledger.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractValidatorsTest {

  private static final BlockHeader PARENT = new BlockHeaderBuilder().build();
  private static final String OFFSET = word(32);

  private static String word(long value) {
    return UInt256.valueOf(value).toUnprefixedHexString();
  }

  private static ContractValidators answering(String hex) {
    return new ContractValidators(
        (after, contract, input) -> Optional.of(Bytes.fromHexString(hex)), Address.ZERO);
  }

  @Test
  void answerIsSorted() {
    var validators = answering(OFFSET + word(2) + word(9) + word(3));

    assertThat(validators.validatorsAfter(PARENT))
        .extracting(address -> address.bytes().get(19))
        .containsExactly((byte) 3, (byte) 9);
  }

  @Test
  void headerListsNobodyAndHoldsNoVotes() {
    var validators = answering(OFFSET + word(1) + word(9));

    assertThat(validators.listedInHeader(1, 0, validators.validatorsAfter(PARENT))).isEmpty();
    assertThat(validators.allowsVotes(1, 0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000000000000000000000000000000000000000000000000000000000000020",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            + "0000000000000000000000000000000000000000000000000000000000000001",
        "0000000000000000000000000000000000000000000000000000000000000020"
            + "00000000000000000000000000000000000000000000000000000000ffffffff",
        "0000000000000000000000000000000000000000000000000000000000000020"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "0000000000000000000000000000000000000000000000000000000000000009",
        "0000000000000000000000000000000000000000000000000000000000000020"
            + "0000000000000000000000000000000000000000000000000000000000000000"
      })
  void answerThatIsNoListOfAddressesIsRefused(String answer) {
    assertThatThrownBy(() -> answering(answer).validatorsAfter(PARENT))
        .isInstanceOf(UnknownValidatorsException.class)
        .hasMessageContaining("validator contract");
  }

  @Test
  void silentContractIsNamed() {
    var validators =
        new ContractValidators((after, contract, input) -> Optional.empty(), Address.ZERO);

    assertThatThrownBy(() -> validators.validatorsAfter(PARENT))
        .isInstanceOf(UnknownValidatorsException.class)
        .hasMessageContaining(Address.ZERO.toString());
  }
}
