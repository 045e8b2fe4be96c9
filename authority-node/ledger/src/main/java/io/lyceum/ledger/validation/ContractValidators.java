package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Validators that a contract names (Besu's contract mode): {@code getValidators()} is called on the
 * state after the parent. Headers list no validators and hold no votes.
 */
public final class ContractValidators implements ValidatorProvider {

  /** The selector of {@code getValidators()}. */
  private static final Bytes GET_VALIDATORS = Bytes.fromHexString("0xb7ab4db5");

  /** More would not fit a header's extraData. */
  private static final int MAX_VALIDATORS = 1024;

  private static final int WORD = 32;

  private final ContractCall calls;
  private final Address contract;

  /** Asks the contract at an address. */
  public ContractValidators(ContractCall calls, Address contract) {
    this.calls = calls;
    this.contract = contract;
  }

  @Override
  public List<Address> validatorsAfter(BlockHeader parent) {
    Bytes answer =
        calls
            .call(parent, contract, GET_VALIDATORS)
            .orElseThrow(
                () ->
                    new UnknownValidatorsException(
                        "The validator contract " + contract + " does not answer"));
    return decode(answer).stream().distinct().sorted().toList();
  }

  @Override
  public List<Address> listedInHeader(long number, long parentTimestamp, List<Address> validators) {
    return List.of();
  }

  @Override
  public boolean allowsVotes(long number, long parentTimestamp) {
    return false;
  }

  /** Decodes the ABI's {@code address[]}: offset, length, words. */
  private List<Address> decode(Bytes answer) {
    int offset = wordAsInt(answer, 0, answer.size());
    int count = wordAsInt(answer, offset, MAX_VALIDATORS);
    List<Address> addresses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      addresses.add(new Address(word(answer, offset + WORD * (i + 1)).slice(12)));
    }
    if (addresses.isEmpty()) {
      throw new UnknownValidatorsException("The validator contract names nobody");
    }
    return addresses;
  }

  private int wordAsInt(Bytes answer, int at, int limit) {
    UInt256 value = UInt256.fromBytes(word(answer, at));
    if (value.compareTo(UInt256.valueOf(limit)) > 0) {
      throw malformed();
    }
    return value.intValue();
  }

  private Bytes word(Bytes answer, int at) {
    if (at > answer.size() - WORD) {
      throw malformed();
    }
    return answer.slice(at, WORD);
  }

  private UnknownValidatorsException malformed() {
    return new UnknownValidatorsException(
        "The validator contract " + contract + " answers something other than address[]");
  }
}
