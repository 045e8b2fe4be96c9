package io.lyceum.ledger.statetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Reads files of state tests: an object of tests by name, each with its variants by fork. */
public final class StateTestReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private final Predicate<String> forks;

  /** Takes up the variants of those forks whose names are wanted. */
  public StateTestReader(Predicate<String> forks) {
    this.forks = forks;
  }

  /**
   * Reads a file.
   *
   * @param path by which the cases are named
   * @throws IOException if it is not JSON, or not of state tests
   */
  public List<StateTestCase> read(String path, byte[] content) throws IOException {
    JsonNode file = JSON.readTree(content);
    try {
      List<StateTestCase> cases = new ArrayList<>();
      for (Map.Entry<String, JsonNode> test : file.properties()) {
        addVariants(path + " " + test.getKey(), test.getValue(), cases);
      }
      return cases;
    } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
      throw new IOException(path + " is no file of state tests: " + e.getMessage(), e);
    }
  }

  private void addVariants(String name, JsonNode test, List<StateTestCase> cases) {
    for (Map.Entry<String, JsonNode> fork : test.get("post").properties()) {
      if (forks.test(fork.getKey())) {
        for (JsonNode variant : fork.getValue()) {
          cases.add(
              new StateTestCase(
                  name + " " + variant.get("indexes"),
                  fork.getKey(),
                  number(test.path("config").path("chainid"), 1),
                  accounts(test.get("pre")),
                  block(test.get("env")),
                  bytes(variant.get("txbytes")),
                  expectation(variant)));
        }
      }
    }
  }

  private static StateTestCase.Expectation expectation(JsonNode variant) {
    return new StateTestCase.Expectation(
        Bytes32.wrap(bytes(variant.get("hash"))),
        Bytes32.wrap(bytes(variant.get("logs"))),
        Optional.ofNullable(variant.get("expectException")).map(JsonNode::asText));
  }

  private static BlockContext block(JsonNode env) {
    return new BlockContext(
        uint64(env.get("currentNumber")),
        uint64(env.get("currentTimestamp")),
        number(env.get("currentGasLimit"), 0).toUnsignedBigInteger().min(MAX_LONG).longValue(),
        new Address(bytes(env.get("currentCoinbase"))),
        number(env.path("currentDifficulty"), 0),
        Bytes32.leftPad(bytes(env.path("currentRandom"))),
        number(env.path("currentBaseFee"), 0),
        uint64(env.path("currentExcessBlobGas")),
        Bytes32.ZERO,
        StateTestReader::hashOf);
  }

  /** By the tests' convention a block's hash is that of its decimal number. */
  private static Bytes32 hashOf(long block) {
    return Keccak.hash(Bytes.wrap(Long.toString(block).getBytes(StandardCharsets.UTF_8)));
  }

  private static StateChanges accounts(JsonNode json) {
    SortedMap<Address, StateChanges.AccountChange> accounts = new TreeMap<>();
    json.properties()
        .forEach(entry -> accounts.put(Address.fromHex(entry.getKey()), account(entry.getValue())));
    return new StateChanges(accounts);
  }

  private static StateChanges.AccountChange account(JsonNode json) {
    Bytes code = bytes(json.get("code"));
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    json.get("storage")
        .properties()
        .forEach(
            slot -> storage.put(UInt256.fromHexString(slot.getKey()), number(slot.getValue(), 0)));
    AccountState state =
        new AccountState(
            uint64(json.get("nonce")), number(json.get("balance"), 0), Keccak.hash(code));
    return new StateChanges.AccountChange(Optional.of(state), false, storage, Optional.of(code));
  }

  private static Bytes bytes(JsonNode json) {
    return Bytes.fromHexStringLenient(json.asText());
  }

  /** The last 64 bits of a number, unsigned. */
  private static long uint64(JsonNode json) {
    return number(json, 0).toUnsignedBigInteger().longValue();
  }

  private static UInt256 number(JsonNode json, long otherwise) {
    return json.isMissingNode() ? UInt256.valueOf(otherwise) : UInt256.fromHexString(json.asText());
  }
}
