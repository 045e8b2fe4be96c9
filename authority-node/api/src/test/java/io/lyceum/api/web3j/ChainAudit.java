package io.lyceum.api.web3j;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.SignatureException;
import java.util.HashSet;
import java.util.List;

/**
 * Verifies a chain from outside, by raw answers of JSON-RPC only: every block's hash, its link to
 * the one before, its seals, and that a quorum of the validators sealed.
 */
public final class ChainAudit {

  /**
   * What an audit found.
   *
   * @param blocks the number of the last block
   * @param minSeals the fewest seals on a block after the first
   */
  public record Findings(long blocks, int minSeals) {}

  private final RawChain chain;

  /** Audits the chain of a node. */
  public ChainAudit(RawChain chain) {
    this.chain = chain;
  }

  /**
   * Verifies all blocks up to one.
   *
   * @throws AssertionError naming the first block that is wrong
   */
  public Findings verifyUpTo(long last) throws IOException, SignatureException {
    JsonNode parent = chain.block(0);
    demand(new QbftHeader(parent).hash().equals(hash(parent)), parent, "has another hash");
    int minSeals = Integer.MAX_VALUE;
    for (long number = 1; number <= last; number++) {
      JsonNode block = chain.block(number);
      demand(block.get("parentHash").asText().equals(hash(parent)), block, "has another parent");
      minSeals = Math.min(minSeals, verifySeals(block, number));
      parent = block;
    }
    return new Findings(last, minSeals);
  }

  private int verifySeals(JsonNode block, long number) throws IOException, SignatureException {
    QbftHeader header = new QbftHeader(block);
    demand(header.hash().equals(hash(block)), block, "has another hash");
    List<String> listed = header.listedValidators();
    // A contract names the validators in the state that the block before left.
    List<String> validators = listed.isEmpty() ? chain.validators(number - 1) : listed;
    List<String> sealers = header.sealers();
    demand(new HashSet<>(sealers).size() == sealers.size(), block, "has a seal twice");
    demand(validators.containsAll(sealers), block, "has a seal of a stranger");
    int quorum = (2 * validators.size() + 2) / 3;
    demand(sealers.size() >= quorum, block, "has too few seals");
    demand(validators.contains(block.get("miner").asText()), block, "is a stranger's proposal");
    return sealers.size();
  }

  private static String hash(JsonNode block) {
    return block.get("hash").asText();
  }

  private static void demand(boolean holds, JsonNode block, String otherwise) {
    if (!holds) {
      throw new AssertionError("Block " + block.get("number").asText() + " " + otherwise);
    }
  }
}
