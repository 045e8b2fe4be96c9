package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The transaction object of {@code eth_call} and {@code eth_estimateGas}.
 *
 * @param from the sender; the zero address if absent
 * @param to the called contract; absent for a creation
 * @param gas the most gas the call may use; 2^63 - 1 stands for more than that too
 * @param maxFeePerGas wei for a unit of gas: {@code gasPrice} or {@code maxFeePerGas}
 * @param maxPriorityFeePerGas wei for a unit of gas to the block's beneficiary
 * @param value wei to transfer
 * @param input data of the call, or init code
 * @param nonce of the sender, unsigned 64 bits; that in the state if absent
 * @param accessList announced addresses and slots
 * @param authorizations to run the code of others (EIP-7702)
 * @param chainId of the chain that the client means
 */
public record CallRequest(
    Optional<Address> from,
    Optional<Address> to,
    Optional<Long> gas,
    Optional<UInt256> maxFeePerGas,
    Optional<UInt256> maxPriorityFeePerGas,
    UInt256 value,
    Bytes input,
    Optional<Long> nonce,
    List<AccessListEntry> accessList,
    List<Authorization> authorizations,
    Optional<UInt256> chainId) {

  private static final int MOST_ACCESS_LIST_ITEMS = 10_000;
  private static final int MOST_AUTHORIZATIONS = 1_000;
  private static final int MOST_PARITY = 255;

  /** Keeps unmodifiable copies of the lists. */
  public CallRequest {
    accessList = List.copyOf(accessList);
    authorizations = List.copyOf(authorizations);
  }

  /**
   * Reads the object. {@code input} and its old name {@code data} may both be there if they agree.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static CallRequest parse(JsonNode call) {
    Members members = Members.of(call);
    Optional<UInt256> gasPrice = members.member("gasPrice", Hexadecimal::uint256);
    Optional<UInt256> maxFee = members.member("maxFeePerGas", Hexadecimal::uint256);
    Optional<UInt256> priorityFee = members.member("maxPriorityFeePerGas", Hexadecimal::uint256);
    if (gasPrice.isPresent() && (maxFee.isPresent() || priorityFee.isPresent())) {
      throw new IllegalArgumentException("gasPrice excludes maxFeePerGas and maxPriorityFeePerGas");
    }
    return new CallRequest(
        members.member("from", Hexadecimal::address),
        members.member("to", Hexadecimal::address),
        members.member("gas", Hexadecimal::gas),
        gasPrice.or(() -> maxFee),
        gasPrice.or(() -> priorityFee),
        members.member("value", Hexadecimal::uint256).orElse(UInt256.ZERO),
        input(members),
        members.member("nonce", Hexadecimal::uint64),
        members.member("accessList", CallRequest::accessList).orElse(List.of()),
        members.member("authorizationList", CallRequest::authorizations).orElse(List.of()),
        members.member("chainId", Hexadecimal::uint256));
  }

  private static Bytes input(Members call) {
    Optional<Bytes> input = call.member("input", Hexadecimal::data);
    Optional<Bytes> data = call.member("data", Hexadecimal::data);
    if (input.isPresent() && data.isPresent() && !input.equals(data)) {
      throw new IllegalArgumentException("input and data differ");
    }
    return input.or(() -> data).orElse(Bytes.EMPTY);
  }

  private static List<AccessListEntry> accessList(JsonNode list) {
    requireArray(list, MOST_ACCESS_LIST_ITEMS);
    List<AccessListEntry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      List<UInt256> keys = new ArrayList<>();
      entry.path("storageKeys").forEach(key -> keys.add(Hexadecimal.uint256(key)));
      entries.add(new AccessListEntry(Hexadecimal.address(entry.path("address")), keys));
    }
    return entries;
  }

  private static List<Authorization> authorizations(JsonNode list) {
    requireArray(list, MOST_AUTHORIZATIONS);
    List<Authorization> authorizations = new ArrayList<>();
    list.forEach(item -> authorizations.add(authorization(Members.of(item))));
    return authorizations;
  }

  private static Authorization authorization(Members item) {
    return new Authorization(
        required(item, "chainId", Hexadecimal::uint256),
        required(item, "address", Hexadecimal::address),
        required(item, "nonce", Hexadecimal::uint64),
        required(item, "yParity", CallRequest::parity),
        required(item, "r", Hexadecimal::uint256),
        required(item, "s", Hexadecimal::uint256));
  }

  private static int parity(JsonNode value) {
    long parity = Hexadecimal.unsignedLong(value);
    if (parity > MOST_PARITY) {
      throw new IllegalArgumentException("number out of range");
    }
    return (int) parity;
  }

  private static <T> T required(Members item, String name, Function<JsonNode, T> parser) {
    return item.member(name, parser)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  private static void requireArray(JsonNode list, int most) {
    if (!list.isArray() || list.size() > most) {
      throw new IllegalArgumentException("an array of at most " + most + " is expected");
    }
  }
}
