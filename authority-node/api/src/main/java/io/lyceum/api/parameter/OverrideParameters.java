package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lyceum.ledger.execution.BlockOverrides;
import io.lyceum.ledger.state.StateOverrides;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.units.bigints.UInt256;

/** Reads what a call that is only tried shall find other than it is, in geth's format. */
public final class OverrideParameters {

  private OverrideParameters() {}

  /**
   * Reads differences of accounts by address: nonce, balance, code, and {@code state} (all slots)
   * or {@code stateDiff} (some), and where a precompiled contract is moved.
   *
   * @throws IllegalArgumentException if they are malformed
   */
  public static StateOverrides state(JsonNode accounts) {
    if (!accounts.isObject()) {
      throw new IllegalArgumentException("an object is expected");
    }
    SortedMap<Address, StateOverrides.AccountOverride> overrides = new TreeMap<>();
    accounts
        .properties()
        .forEach(
            entry ->
                overrides.put(
                    Hexadecimal.address(TextNode.valueOf(entry.getKey())),
                    account(Members.of(entry.getValue()))));
    return new StateOverrides(overrides);
  }

  private static StateOverrides.AccountOverride account(Members account) {
    Optional<SortedMap<UInt256, UInt256>> all = account.member("state", OverrideParameters::slots);
    Optional<SortedMap<UInt256, UInt256>> some =
        account.member("stateDiff", OverrideParameters::slots);
    if (all.isPresent() && some.isPresent()) {
      throw new IllegalArgumentException("state and stateDiff exclude each other");
    }
    return new StateOverrides.AccountOverride(
        account.member("nonce", Hexadecimal::uint64),
        account.member("balance", Hexadecimal::uint256),
        account.member("code", Hexadecimal::data),
        all.isPresent(),
        all.or(() -> some).orElseGet(TreeMap::new),
        account.member("movePrecompileToAddress", Hexadecimal::address));
  }

  private static SortedMap<UInt256, UInt256> slots(JsonNode storage) {
    if (!storage.isObject()) {
      throw new IllegalArgumentException("an object is expected");
    }
    SortedMap<UInt256, UInt256> slots = new TreeMap<>();
    storage
        .properties()
        .forEach(
            entry ->
                slots.put(
                    Hexadecimal.uint256(TextNode.valueOf(entry.getKey())),
                    Hexadecimal.uint256(entry.getValue())));
    return slots;
  }

  /**
   * Reads differences of the block.
   *
   * @throws IllegalArgumentException if they are malformed, or mean what a QBFT block has not got
   */
  public static BlockOverrides block(JsonNode block) {
    Members members = Members.of(block);
    if (members.has("blobBaseFee") || members.has("withdrawals") || members.has("beaconRoot")) {
      throw new IllegalArgumentException(
          "a QBFT block has no blobBaseFee, withdrawals or beaconRoot to override");
    }
    return new BlockOverrides(
        members.number("number"),
        members.member("time", "timestamp", Hexadecimal::unsignedLong),
        members.number("gasLimit"),
        members.member("feeRecipient", "coinbase", Hexadecimal::address),
        members.member("prevRandao", "random", Hexadecimal::hash),
        members.member("difficulty", Hexadecimal::uint256),
        members.member("baseFeePerGas", "baseFee", Hexadecimal::uint256));
  }
}
