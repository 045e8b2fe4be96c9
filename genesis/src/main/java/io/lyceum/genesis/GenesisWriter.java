package io.lyceum.genesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.contracts.Predeployed;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.genesis.GenesisAccount;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Writes a genesis file in Besu's format; Besu can start from it as it is. The order and the form
 * of everything are fixed, so equal networks have equal files.
 */
final class GenesisWriter {

  /** What Besu's QBFT puts into mixHash: "ctichal byzantine fault tolerance", as it is spelled. */
  private static final String MIX_HASH =
      "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

  private static final List<String> FORKS_BY_BLOCK =
      List.of(
          "homesteadBlock",
          "eip150Block",
          "eip155Block",
          "eip158Block",
          "byzantiumBlock",
          "constantinopleBlock",
          "petersburgBlock",
          "istanbulBlock",
          "muirGlacierBlock",
          "berlinBlock",
          "londonBlock");
  private static final List<String> FORKS_BY_TIME =
      List.of("shanghaiTime", "cancunTime", "pragueTime");
  private static final int EPOCH_LENGTH = 30_000;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final NetworkDefinition network;

  GenesisWriter(NetworkDefinition network) {
    this.network = network;
  }

  /** The text of the file. */
  String write(SortedMap<Address, GenesisAccount> allocation) {
    ObjectNode genesis = JsonNodeFactory.instance.objectNode();
    genesis.set("config", config());
    genesis.put("nonce", "0x0");
    genesis.put("timestamp", hex(network.timestamp()));
    genesis.put("gasLimit", hex(network.gasLimit()));
    genesis.put("difficulty", "0x1");
    genesis.put("mixHash", MIX_HASH);
    genesis.put("coinbase", Address.ZERO.toString());
    ObjectNode alloc = genesis.putObject("alloc");
    allocation.forEach(
        (address, account) ->
            alloc.set(address.bytes().toUnprefixedHexString(), accountNode(account)));
    genesis.put("extraData", extraData().toHexString());
    try {
      return mapper.writer(printer()).writeValueAsString(genesis) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always JSON", e);
    }
  }

  private ObjectNode config() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("chainId", network.chainId());
    FORKS_BY_BLOCK.forEach(fork -> config.put(fork, 0));
    FORKS_BY_TIME.forEach(fork -> config.put(fork, 0));
    config.put("zeroBaseFee", true);
    ObjectNode qbft = config.putObject("qbft");
    qbft.put("blockperiodseconds", network.blockPeriodSeconds());
    qbft.put("epochlength", EPOCH_LENGTH);
    qbft.put("requesttimeoutseconds", network.requestTimeoutSeconds());
    qbft.put("validatorcontractaddress", Predeployed.AUTHORITY_REGISTRY.address());
    return config;
  }

  private static ObjectNode accountNode(GenesisAccount account) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("balance", account.balance().toMinimalBytes().toShortHexString());
    if (account.nonce() != 0) {
      node.put("nonce", hex(account.nonce()));
    }
    if (!account.code().isEmpty()) {
      node.put("code", account.code().toHexString());
    }
    if (!account.storage().isEmpty()) {
      ObjectNode storage = node.putObject("storage");
      account.storage().forEach((slot, value) -> storage.put(word(slot), word(value)));
    }
    return node;
  }

  /** Where a contract names the validators, the header names none. */
  private static Bytes extraData() {
    return new QbftExtraData(
            Bytes.wrap(new byte[QbftExtraData.VANITY_SIZE]),
            List.of(),
            Optional.empty(),
            0,
            List.of())
        .encoded();
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static String word(UInt256 word) {
    return word.toHexString();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }
}
