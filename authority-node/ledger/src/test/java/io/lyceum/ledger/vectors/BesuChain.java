package io.lyceum.ledger.vectors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A chain that a real Besu wrote. */
public enum BesuChain {
  LONDON("chain1"),
  VOTES("chain2"),
  CANCUN("chain3-cancun"),
  CONTRACT("chain4-contract"),
  PRAGUE("chain7-prague"),
  PRAGUE_SYSTEM("chain7b-prague-system");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;

  BesuChain(String folder) {
    this.folder = folder;
  }

  public Genesis genesis() {
    return GenesisFile.parse(text("genesis.json"));
  }

  public Bytes encodedBlocks() {
    try {
      return Bytes.wrap(Files.readAllBytes(file("blocks.rlp")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Block> blocks() {
    return Block.decodeSequence(encodedBlocks());
  }

  /** The private keys of the validators, by which altered blocks are sealed again. */
  public List<Bytes32> validatorKeys() {
    try {
      List<Bytes32> keys = new ArrayList<>();
      JSON.readTree(Files.readString(chains().resolve("validator-keys.json")))
          .get(folder)
          .forEach(key -> keys.add(Bytes32.fromHexString(key.asText())));
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode json(String name) {
    try {
      return JSON.readTree(text(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file(String name) {
    return chains().resolve(folder).resolve(name);
  }

  private static Path chains() {
    Path chains = Path.of(System.getProperty("lyceum.shared", "")).resolve("vectors/besu");
    assumeTrue(Files.isDirectory(chains), "The chains that Besu wrote are not on this machine");
    return chains;
  }
}
