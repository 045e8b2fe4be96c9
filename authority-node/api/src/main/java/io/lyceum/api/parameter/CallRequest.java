package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.transaction.AccessListEntry;
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
 * @param gas the most gas the call may use
 * @param maxFeePerGas wei for a unit of gas: {@code gasPrice} or {@code maxFeePerGas}
 * @param maxPriorityFeePerGas wei for a unit of gas to the block's beneficiary
 * @param value wei to transfer
 * @param input data of the call, or init code
 * @param accessList announced addresses and slots
 */
public record CallRequest(
    Optional<Address> from,
    Optional<Address> to,
    Optional<Long> gas,
    Optional<UInt256> maxFeePerGas,
    Optional<UInt256> maxPriorityFeePerGas,
    UInt256 value,
    Bytes input,
    List<AccessListEntry> accessList) {

  private static final int MOST_ACCESS_LIST_ITEMS = 10_000;

  /** Keeps an unmodifiable copy of the access list. */
  public CallRequest {
    accessList = List.copyOf(accessList);
  }

  /**
   * Reads the object. {@code input} and its old name {@code data} may both be there if they agree.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static CallRequest parse(JsonNode call) {
    if (!call.isObject()) {
      throw new IllegalArgumentException("an object is expected");
    }
    Optional<UInt256> gasPrice = member(call, "gasPrice", Hexadecimal::uint256);
    Optional<UInt256> maxFee = member(call, "maxFeePerGas", Hexadecimal::uint256);
    Optional<UInt256> priorityFee = member(call, "maxPriorityFeePerGas", Hexadecimal::uint256);
    if (gasPrice.isPresent() && (maxFee.isPresent() || priorityFee.isPresent())) {
      throw new IllegalArgumentException("gasPrice excludes maxFeePerGas and maxPriorityFeePerGas");
    }
    return new CallRequest(
        member(call, "from", Hexadecimal::address),
        member(call, "to", Hexadecimal::address),
        member(call, "gas", Hexadecimal::unsignedLong),
        gasPrice.or(() -> maxFee),
        gasPrice.or(() -> priorityFee),
        member(call, "value", Hexadecimal::uint256).orElse(UInt256.ZERO),
        input(call),
        accessList(call.path("accessList")));
  }

  private static Bytes input(JsonNode call) {
    Optional<Bytes> input = member(call, "input", Hexadecimal::data);
    Optional<Bytes> data = member(call, "data", Hexadecimal::data);
    if (input.isPresent() && data.isPresent() && !input.equals(data)) {
      throw new IllegalArgumentException("input and data differ");
    }
    return input.or(() -> data).orElse(Bytes.EMPTY);
  }

  private static List<AccessListEntry> accessList(JsonNode list) {
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST_ACCESS_LIST_ITEMS) {
      throw new IllegalArgumentException(
          "accessList is an array of at most " + MOST_ACCESS_LIST_ITEMS);
    }
    List<AccessListEntry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      List<UInt256> keys = new ArrayList<>();
      entry.path("storageKeys").forEach(key -> keys.add(Hexadecimal.uint256(key)));
      entries.add(new AccessListEntry(Hexadecimal.address(entry.path("address")), keys));
    }
    return entries;
  }

  private static <T> Optional<T> member(
      JsonNode object, String name, Function<JsonNode, T> parser) {
    if (!object.hasNonNull(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(object.get(name)));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(name + ": " + malformed.getMessage(), malformed);
    }
  }
}
