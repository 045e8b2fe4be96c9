package io.lyceum.ledger.statetest;

import static io.lyceum.ledger.statetest.StateTestJson.address;
import static io.lyceum.ledger.statetest.StateTestJson.bytes;
import static io.lyceum.ledger.statetest.StateTestJson.bytes32;
import static io.lyceum.ledger.statetest.StateTestJson.element;
import static io.lyceum.ledger.statetest.StateTestJson.isGiven;
import static io.lyceum.ledger.statetest.StateTestJson.member;
import static io.lyceum.ledger.statetest.StateTestJson.number;
import static io.lyceum.ledger.statetest.StateTestJson.uint256;
import static io.lyceum.ledger.statetest.StateTestJson.uint64;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.statetest.StateTestCase.Sent;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Makes the transactions of a test from its member {@code transaction}, whose variants are named by
 * indexes into lists of data, gas limits and values. Older collections give no encoded form.
 */
final class StateTestTransactions {

  private static final int BYTE_BITS = 8;

  private final JsonNode json;
  private final Address sender;
  private final UInt256 chainId;

  /**
   * Reads who sends.
   *
   * @param chainId to which the transactions are bound
   * @throws IllegalArgumentException if nobody is named
   */
  StateTestTransactions(JsonNode json, UInt256 chainId) {
    this.json = json;
    this.chainId = chainId;
    this.sender =
        isGiven(json.get("sender"))
            ? address(json.get("sender"))
            : KeyPair.of(bytes32(member(json, "secretKey"))).address();
  }

  /**
   * One variant.
   *
   * @param indexes of data, gas and value
   * @throws IllegalArgumentException if there are no such elements
   */
  Sent variant(JsonNode indexes) {
    JsonNode data = element(member(json, "data"), indexes.get("data"));
    JsonNode gas = element(member(json, "gasLimit"), indexes.get("gas"));
    JsonNode value = element(member(json, "value"), indexes.get("value"));
    JsonNode accessLists = json.path("accessLists");
    try {
      return new Sent.Described(
          sender, body(bytes(data), gas, value, accessLists.path(indexes.get("data").asInt())));
    } catch (IllegalArgumentException impossible) {
      return new Sent.Impossible(impossible.getMessage());
    }
  }

  private TransactionBody body(
      Bytes data, JsonNode gasLimit, JsonNode amount, JsonNode accessListJson) {
    long nonce = number(member(json, "nonce"), Long.SIZE).longValue();
    long gas = number(gasLimit, Long.SIZE).longValue();
    UInt256 value = uint256(amount);
    List<AccessListEntry> accessList = accessList(accessListJson);
    Optional<UInt256> chain =
        Optional.of(isGiven(json.get("chainId")) ? uint256(json.get("chainId")) : chainId);
    if (!isGiven(json.get("maxFeePerGas"))) {
      UInt256 price = uint256(member(json, "gasPrice"));
      return isGiven(accessListJson)
          ? new TransactionBody.AccessList(chain, nonce, price, gas, to(), value, data, accessList)
          : new TransactionBody.Legacy(Optional.empty(), nonce, price, gas, to(), value, data);
    }
    UInt256 tip = uint256(json.get("maxPriorityFeePerGas"), 0);
    UInt256 cap = uint256(json.get("maxFeePerGas"));
    if (isGiven(json.get("authorizationList"))) {
      return new TransactionBody.SetCode(
          chain, nonce, tip, cap, gas, receiver(), value, data, accessList, authorizations());
    }
    if (isGiven(json.get("maxFeePerBlobGas")) || isGiven(json.get("blobVersionedHashes"))) {
      return new TransactionBody.Blob(
          chain,
          nonce,
          tip,
          cap,
          gas,
          receiver(),
          value,
          data,
          accessList,
          uint256(json.get("maxFeePerBlobGas"), 0),
          hashes(json.path("blobVersionedHashes")));
    }
    return new TransactionBody.DynamicFee(
        chain, nonce, tip, cap, gas, to(), value, data, accessList);
  }

  private Optional<Address> to() {
    return Optional.of(bytes(json.get("to"))).filter(to -> !to.isEmpty()).map(Address::new);
  }

  private Address receiver() {
    return to().orElseThrow(
            () -> new IllegalArgumentException("a transaction of this type creates nothing"));
  }

  private static List<AccessListEntry> accessList(JsonNode json) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (JsonNode entry : json) {
      List<UInt256> keys = new ArrayList<>();
      member(entry, "storageKeys").forEach(key -> keys.add(uint256(key)));
      entries.add(new AccessListEntry(address(member(entry, "address")), keys));
    }
    return entries;
  }

  private static List<Bytes32> hashes(JsonNode json) {
    List<Bytes32> hashes = new ArrayList<>();
    json.forEach(hash -> hashes.add(bytes32(hash)));
    return hashes;
  }

  private List<Authorization> authorizations() {
    List<Authorization> authorizations = new ArrayList<>();
    for (JsonNode entry : json.get("authorizationList")) {
      JsonNode parity = isGiven(entry.get("yParity")) ? entry.get("yParity") : member(entry, "v");
      authorizations.add(
          new Authorization(
              uint256(member(entry, "chainId")),
              address(member(entry, "address")),
              uint64(member(entry, "nonce")),
              number(parity, BYTE_BITS).intValue(),
              uint256(member(entry, "r")),
              uint256(member(entry, "s"))));
    }
    return authorizations;
  }
}
