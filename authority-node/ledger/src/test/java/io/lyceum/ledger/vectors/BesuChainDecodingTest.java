package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.Quorum;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BesuChainDecodingTest {

  @ParameterizedTest
  @EnumSource
  void blocksEncodeToTheSameBytes(BesuChain chain) {
    Bytes reencoded =
        Bytes.concatenate(chain.blocks().stream().map(Block::encoded).toArray(Bytes[]::new));

    assertThat(reencoded).isEqualTo(chain.encodedBlocks());
  }

  @ParameterizedTest
  @EnumSource
  void headersHashToWhatBesuAnswers(BesuChain chain) {
    JsonNode expected = chain.json("blocks.json");
    List<Block> blocks = chain.blocks();

    assertThat(blocks).hasSize(expected.size());
    for (Block block : blocks) {
      JsonNode answer = expected.get((int) block.number());
      assertThat(block.hash().toHexString()).isEqualTo(answer.get("hash").asText());
      if (block.number() > 0) {
        assertThat(block.header().parentHash())
            .isEqualTo(blocks.get((int) block.number() - 1).hash());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void transactionsHaveBesusHashesAndSendersAndRoot(BesuChain chain) {
    JsonNode expected = chain.json("blocks.json");

    for (Block block : chain.blocks()) {
      JsonNode answers = expected.get((int) block.number()).get("block").get("transactions");
      List<Transaction> transactions = block.body().transactions();
      assertThat(transactions).hasSize(answers.size());
      for (int i = 0; i < transactions.size(); i++) {
        Transaction transaction = transactions.get(i);
        assertThat(transaction.hash().toHexString()).isEqualTo(answers.get(i).get("hash").asText());
        assertThat(transaction.sender())
            .contains(Address.fromHex(answers.get(i).get("from").asText()));
        assertThat(Transaction.decode(transaction.encoded())).isEqualTo(transaction);
      }
      assertThat(OrderedTrieRoots.ofTransactions(transactions))
          .isEqualTo(block.header().transactionsRoot());
    }
  }

  @ParameterizedTest
  @EnumSource
  void sealsAreOfAQuorumOfTheValidators(BesuChain chain) {
    JsonNode expected = chain.json("blocks.json");

    for (Block block : chain.blocks()) {
      BlockHeader header = block.header();
      if (header.number() == 0) {
        continue;
      }
      List<Address> validators = validatorsOf(chain, expected, header);
      List<Address> signers = CommittedSeals.signers(header);
      assertThat(new HashSet<>(signers))
          .hasSameSizeAs(signers)
          .hasSameSizeAs(header.qbft().seals());
      assertThat(validators).containsAll(signers).contains(header.coinbase());
      assertThat(signers.size()).isGreaterThanOrEqualTo(new Quorum(validators.size()).size());
    }
  }

  /** In contract mode the answer for a block is the set of the next. */
  private static List<Address> validatorsOf(
      BesuChain chain, JsonNode expected, BlockHeader header) {
    boolean byContract = chain.genesis().config().qbft().validatorContract().isPresent();
    long answered = byContract ? header.number() - 1 : header.number();
    List<Address> validators = new ArrayList<>();
    expected
        .get((int) answered)
        .get("validators")
        .forEach(validator -> validators.add(Address.fromHex(validator.asText())));
    assertThat(header.qbft().validators()).isEqualTo(byContract ? List.of() : validators);
    return validators;
  }

  @ParameterizedTest
  @EnumSource
  void genesisFileGivesBesusBlockZero(BesuChain chain) {
    assertThat(chain.genesis().block()).isEqualTo(chain.blocks().getFirst());
  }
}
