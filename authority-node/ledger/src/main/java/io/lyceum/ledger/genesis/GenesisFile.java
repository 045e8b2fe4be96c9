package io.lyceum.ledger.genesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Reads a genesis file in Besu's format. Keys are found without regard to case; comments, and keys
 * of an account that mean nothing to a chain, are passed over.
 */
public final class GenesisFile {

  /** The base fee of block 0 where the file gives none, even with zeroBaseFee: 1 gwei. */
  private static final UInt256 DEFAULT_BASE_FEE = UInt256.valueOf(1_000_000_000L);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private GenesisFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidGenesisException if its content is not a genesis file that is supported
   */
  public static Genesis read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * Reads the text of a genesis file.
   *
   * @throws InvalidGenesisException if it is not a genesis file that is supported
   */
  public static Genesis parse(String json) {
    GenesisSection root = new GenesisSection("the file", tree(json));
    ChainConfig config =
        ChainConfigReader.read(
            root.requiredSection("config"), root.requiredPositiveLong("gasLimit"));
    SortedMap<Address, GenesisAccount> allocation = allocation(root);
    return new Genesis(config, header(root, config, allocation), allocation);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidGenesisException("Genesis: not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static SortedMap<Address, GenesisAccount> allocation(GenesisSection root) {
    SortedMap<Address, GenesisAccount> allocation = new TreeMap<>();
    Optional<GenesisSection> section = root.section("alloc");
    section.ifPresent(
        alloc ->
            alloc
                .values()
                .keySet()
                .forEach(
                    key -> {
                      Address address = addressOf(key);
                      if (allocation.put(address, account(alloc.requiredSection(key))) != null) {
                        throw new InvalidGenesisException("Genesis: alloc has twice " + address);
                      }
                    }));
    return allocation;
  }

  private static Address addressOf(String key) {
    try {
      return Address.fromHex(key);
    } catch (IllegalArgumentException e) {
      throw new InvalidGenesisException("Genesis: alloc has a key that is no address: " + key, e);
    }
  }

  private static GenesisAccount account(GenesisSection section) {
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    section
        .section("storage")
        .ifPresent(
            slots ->
                slots
                    .values()
                    .forEach((key, value) -> storage.put(slot(key), slot(value.asText()))));
    return new GenesisAccount(
        section.hexUint64("nonce").orElse(0L),
        section.uint256("balance").orElse(UInt256.ZERO),
        section.bytes("code").orElse(Bytes.EMPTY),
        storage);
  }

  private static UInt256 slot(String hex) {
    try {
      return UInt256.fromBytes(Bytes.fromHexStringLenient(hex));
    } catch (IllegalArgumentException e) {
      throw new InvalidGenesisException("Genesis: not a storage slot or value: " + hex, e);
    }
  }

  private static BlockHeader header(
      GenesisSection root, ChainConfig config, SortedMap<Address, GenesisAccount> allocation) {
    long timestamp = root.positiveLong("timestamp").orElse(0L);
    BlockHeaderBuilder builder =
        new BlockHeaderBuilder()
            .parentHash(root.bytes32("parentHash").orElse(Bytes32.ZERO))
            .coinbase(root.address("coinbase").orElse(Address.ZERO))
            .stateRoot(Genesis.stateOf(allocation).root())
            .difficulty(root.uint256("difficulty").orElse(UInt256.ONE))
            .gasLimit(root.requiredPositiveLong("gasLimit"))
            .timestamp(timestamp)
            .extraData(root.bytes("extraData").orElse(Bytes.EMPTY))
            .mixHash(root.bytes32("mixHash").orElse(Bytes32.ZERO))
            .nonce(Bytes.ofUnsignedLong(root.hexUint64("nonce").orElse(0L)))
            .baseFee(root.uint256("baseFeePerGas").orElse(DEFAULT_BASE_FEE));
    Fork fork = config.fork(0, timestamp);
    if (fork.isAtLeast(Fork.SHANGHAI)) {
      builder.withdrawalsRoot(MerklePatriciaTrie.EMPTY_ROOT);
    }
    if (fork.isAtLeast(Fork.CANCUN)) {
      builder
          .blobGasUsed(root.positiveLong("blobGasUsed").orElse(0L))
          .excessBlobGas(root.positiveLong("excessBlobGas").orElse(0L))
          .parentBeaconBlockRoot(root.bytes32("parentBeaconBlockRoot").orElse(Bytes32.ZERO));
    }
    if (fork.isAtLeast(Fork.PRAGUE)) {
      builder.requestsHash(ExecutionRequests.NONE.hash());
    }
    return builder.build();
  }
}
