package io.lyceum.ledger.statetest;

import static io.lyceum.ledger.statetest.StateTestJson.address;
import static io.lyceum.ledger.statetest.StateTestJson.bytes;
import static io.lyceum.ledger.statetest.StateTestJson.bytes32;
import static io.lyceum.ledger.statetest.StateTestJson.isGiven;
import static io.lyceum.ledger.statetest.StateTestJson.member;
import static io.lyceum.ledger.statetest.StateTestJson.number;
import static io.lyceum.ledger.statetest.StateTestJson.uint256;
import static io.lyceum.ledger.statetest.StateTestJson.uint64;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.genesis.BlobLimits;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.InputStream;
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

/**
 * Reads files of state tests: an object of tests by name, each with its variants by fork. One test
 * after another is in memory, however large the file.
 */
public final class StateTestReader {

  /** Takes what is found in a file. */
  public interface Sink {

    /** A variant of a test. */
    void found(StateTestCase test);

    /**
     * A test that cannot be read.
     *
     * @param name of the test, with that of the file
     * @param finding what is wrong
     */
    void unreadable(String name, String finding);
  }

  /** Hexadecimal digits of the longest code or call data, with much room. */
  private static final int LONGEST_TEXT = 1 << 28;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
              .build());

  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private final Predicate<String> forks;

  /** Takes up the variants of those forks whose names are wanted. */
  public StateTestReader(Predicate<String> forks) {
    this.forks = forks;
  }

  /**
   * Reads a file, and passes over members that are no state tests.
   *
   * @param path by which the cases are named
   * @return whether there was any state test, of whatever fork
   * @throws IOException if it is not JSON
   */
  public boolean read(String path, InputStream content, Sink sink) throws IOException {
    boolean any = false;
    try (JsonParser parser = JSON.createParser(content)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = path + " " + parser.currentName();
        parser.nextToken();
        try {
          Optional<List<StateTestCase>> variants = variants(name, JSON.readTree(parser));
          any |= variants.isPresent();
          // From here on nothing holds the text of the test, which may be large.
          variants.orElse(List.of()).forEach(sink::found);
        } catch (IllegalArgumentException e) {
          any = true;
          sink.unreadable(name, "it cannot be read: " + e.getMessage());
        }
      }
      return any;
    }
  }

  /** The variants of a test by the forks that are wanted; empty if it is no state test. */
  private Optional<List<StateTestCase>> variants(String name, JsonNode test) {
    if (!test.path("post").isObject()) {
      return Optional.empty();
    }
    List<StateTestCase> variants = new ArrayList<>();
    JsonNode config = test.path("config");
    UInt256 chainId = uint256(config.path("chainid"), 1);
    StateChanges before = accounts(member(test, "pre"));
    BlockContext block = block(member(test, "env"));
    for (Map.Entry<String, JsonNode> fork : test.get("post").properties()) {
      if (!forks.test(fork.getKey())) {
        continue;
      }
      for (JsonNode variant : fork.getValue()) {
        JsonNode indexes = variant.path("indexes");
        variants.add(
            new StateTestCase(
                name + " " + indexes,
                fork.getKey(),
                chainId,
                blobLimits(config.path("blobSchedule").path(fork.getKey())),
                before,
                block,
                isGiven(variant.get("txbytes"))
                    ? new StateTestCase.Sent.Encoded(bytes(variant.get("txbytes")))
                    : new StateTestTransactions(member(test, "transaction"), chainId)
                        .variant(indexes),
                expectation(variant)));
      }
    }
    return Optional.of(variants);
  }

  private static StateTestCase.Expectation expectation(JsonNode variant) {
    return new StateTestCase.Expectation(
        bytes32(member(variant, "hash")),
        bytes32(member(variant, "logs")),
        Optional.ofNullable(variant.get("expectException"))
            .filter(StateTestJson::isGiven)
            .map(JsonNode::asText));
  }

  private static Optional<BlobLimits> blobLimits(JsonNode json) {
    return isGiven(json)
        ? Optional.of(
            new BlobLimits(
                number(member(json, "target"), Integer.SIZE - 1).intValue(),
                number(member(json, "max"), Integer.SIZE - 1).intValue(),
                number(member(json, "baseFeeUpdateFraction"), Long.SIZE - 1).longValue()))
        : Optional.empty();
  }

  private static BlockContext block(JsonNode env) {
    return new BlockContext(
        uint64(member(env, "currentNumber")),
        uint64(member(env, "currentTimestamp")),
        number(member(env, "currentGasLimit"), 256).min(MAX_LONG).longValue(),
        address(member(env, "currentCoinbase")),
        uint256(env.path("currentDifficulty"), 0),
        bytes32(env.path("currentRandom")),
        uint256(env.path("currentBaseFee"), 0),
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
    Bytes code = bytes(json.path("code"));
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    json.path("storage")
        .properties()
        .forEach(
            slot ->
                storage.put(
                    UInt256.fromBytes(Bytes.fromHexStringLenient(slot.getKey())),
                    uint256(slot.getValue())));
    AccountState state =
        new AccountState(
            uint64(json.path("nonce")), uint256(json.path("balance"), 0), Keccak.hash(code));
    return new StateChanges.AccountChange(Optional.of(state), false, storage, Optional.of(code));
  }
}
