package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.state.AccountProof;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BesuChainImportTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void everyBlockExecutesToBesusReceiptsAndState(BesuChain besu) throws Exception {
    JsonNode answers = besu.json("blocks.json");
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, besu.genesis());
      BlockImporter importer = new BlockImporter(chain, new CodeCache(64));
      for (Block block : besu.blocks()) {
        BlockImporter.Outcome outcome = importer.importBlock(block, block.header().timestamp());

        assertThat(outcome)
            .isEqualTo(
                block.number() == 0
                    ? BlockImporter.Outcome.ALREADY_KNOWN
                    : BlockImporter.Outcome.IMPORTED);
        JsonNode answer = answers.get((int) block.number());
        assertThat(chain.receipts(block.hash())).contains(BesuReceipts.of(answer.get("receipts")));
        assertThat(chain.head().stateRoot().toHexString())
            .isEqualTo(answer.get("stateRoot").asText());
        assertThat(chain.encodedBlock(block.hash())).contains(block.encoded());
      }
      assertStateIsBesus(chain.headState(), besu.json("state-at-head.json"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VOTES", "CONTRACT"})
  void validatorsAreThoseThatBesuAnswers(BesuChain besu) throws Exception {
    JsonNode answers = besu.json("blocks.json");
    boolean byContract = besu == BesuChain.CONTRACT;
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, besu.genesis());
      BlockImporter importer = new BlockImporter(chain, new CodeCache(64));
      for (Block block : besu.blocks()) {
        if (block.number() == 0) {
          continue;
        }
        // In contract mode the answer for a block is the set of the next.
        JsonNode answer = answers.get((int) block.number() - (byContract ? 1 : 0));
        assertThat(importer.validators().validatorsAfter(chain.head()))
            .isEqualTo(addresses(answer.get("validators")));
        importer.importBlock(block, block.header().timestamp());
      }
    }
  }

  private static List<Address> addresses(JsonNode array) {
    List<Address> addresses = new ArrayList<>();
    array.forEach(address -> addresses.add(Address.fromHex(address.asText())));
    return addresses;
  }

  private static void assertStateIsBesus(WorldState state, JsonNode expected) {
    for (JsonNode account : expected.get("accounts")) {
      JsonNode answer = account.get("proof");
      List<UInt256> slots = new ArrayList<>();
      answer
          .get("storageProof")
          .forEach(slot -> slots.add(UInt256.fromHexString(slot.get("key").asText())));
      Address address = Address.fromHex(account.get("address").asText());

      AccountProof proof = state.proof(address, slots);

      assertThat(hex(proof.nodes())).isEqualTo(texts(answer.get("accountProof")));
      assertThat(proof.storageRoot().toHexString()).isEqualTo(answer.get("storageHash").asText());
      AccountState found = proof.account().orElse(AccountState.EMPTY);
      for (JsonNode balance : List.of(account.get("balance"), answer.get("balance"))) {
        assertThat(found.balance()).isEqualTo(UInt256.fromHexString(balance.asText()));
      }
      for (JsonNode nonce : List.of(account.get("nonce"), answer.get("nonce"))) {
        assertThat(found.nonce()).isEqualTo(Long.decode(nonce.asText()));
      }
      assertThat(found.codeHash().toHexString()).isEqualTo(answer.get("codeHash").asText());
      assertThat(state.code(found.codeHash()))
          .isEqualTo(Bytes.fromHexString(account.get("code").asText()));
      for (int i = 0; i < slots.size(); i++) {
        JsonNode slot = answer.get("storageProof").get(i);
        assertThat(hex(proof.slots().get(i).nodes())).isEqualTo(texts(slot.get("proof")));
        assertThat(proof.slots().get(i).value())
            .isEqualTo(UInt256.fromHexString(slot.get("value").asText()));
      }
    }
  }

  private static List<String> hex(List<Bytes> nodes) {
    return nodes.stream().map(Bytes::toHexString).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
