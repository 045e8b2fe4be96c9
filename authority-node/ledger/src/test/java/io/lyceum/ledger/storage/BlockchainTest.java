package io.lyceum.ledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.genesis.Genesis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockchainTest {

  private static final Genesis GENESIS = FabricatedChain.genesis(1);

  @TempDir private Path directory;

  @Test
  void newStoreStartsWithBlockZeroAndItsState() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, GENESIS);

      assertThat(chain.head()).isEqualTo(GENESIS.header());
      assertThat(chain.block(0)).contains(GENESIS.block());
      assertThat(chain.headState().account(GENESIS.allocation().firstKey())).isPresent();
    }
  }

  @Test
  void allOfABlockIsThereAfterReopening() {
    ImportedBlock imported;
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, GENESIS);
      imported = FabricatedChain.next(chain);
      chain.append(imported);
    }
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, GENESIS);
      Block block = imported.block();
      Bytes32 transaction = block.body().transactions().getFirst().hash();

      assertThat(chain.headHash()).isEqualTo(block.hash());
      assertThat(chain.block(block.hash())).contains(block);
      assertThat(chain.header(1)).contains(block.header());
      assertThat(chain.receipts(block.hash())).contains(imported.receipts());
      assertThat(chain.transactionLocation(transaction))
          .contains(new TransactionLocation(block.hash(), 1, 0));
      assertThat(chain.hasState(block.header().stateRoot())).isTrue();
      assertThat(chain.headState().storage(FabricatedChain.COUNTER, UInt256.ZERO))
          .isEqualTo(UInt256.ONE);
      assertThat(chain.stateAt(GENESIS.header().stateRoot()).account(FabricatedChain.COUNTER))
          .isEmpty();
    }
  }

  @Test
  void unknownThingsAreAbsent() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, GENESIS);
      Bytes32 unknown = Keccak.hash(Bytes.of(7));

      assertThat(chain.block(unknown)).isEmpty();
      assertThat(chain.header(1)).isEmpty();
      assertThat(chain.receipts(unknown)).isEmpty();
      assertThat(chain.transactionLocation(unknown)).isEmpty();
      assertThat(chain.hasState(unknown)).isFalse();
    }
  }

  @Test
  void blockThatDoesNotFollowTheHeadIsRefused() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, GENESIS);
      ImportedBlock first = FabricatedChain.next(chain);
      chain.append(first);

      assertThatThrownBy(() -> chain.append(first)).isInstanceOf(IllegalArgumentException.class);
      assertThat(chain.head()).isEqualTo(first.block().header());
    }
  }

  @Test
  void storeOfAnotherChainIsRefused() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain.open(store, GENESIS);

      assertThatThrownBy(() -> Blockchain.open(store, FabricatedChain.genesis(2)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("genesis");
    }
  }

  @Test
  void listenersAreToldInOrderAndOneThatFailsHurtsNobody() {
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      Blockchain chain = Blockchain.open(store, GENESIS);
      List<Long> heard = new ArrayList<>();
      chain.addListener(
          block -> {
            throw new IllegalStateException("a listener that fails");
          });
      HeadListener listener = block -> heard.add(chain.head().number());
      chain.addListener(listener);

      chain.append(FabricatedChain.next(chain));
      chain.append(FabricatedChain.next(chain));
      chain.removeListener(listener);
      chain.append(FabricatedChain.next(chain));

      assertThat(heard).containsExactly(1L, 2L);
    }
  }

  @Test
  void recordsOfModulesAreApartAndOutliveTheProcess() {
    Bytes key = Bytes.of(1);
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      store.records("a").putSync(key, Bytes.of(10));
      store.records("b").putSync(key, Bytes.of(11));
      store.records("b").delete(key);
    }
    try (RocksDbStore store = RocksDbStore.open(directory)) {
      assertThat(store.records("a").get(key)).contains(Bytes.of(10));
      assertThat(store.records("b").get(key)).isEmpty();
    }
  }

  @Test
  void closedStoreAnswersWithAnExceptionAndDirectoryIsOpenedOnce() {
    RocksDbStore store = RocksDbStore.open(directory);
    assertThatThrownBy(() -> RocksDbStore.open(directory)).isInstanceOf(StorageException.class);
    Blockchain chain = Blockchain.open(store, GENESIS);
    store.close();
    store.close();

    assertThatThrownBy(() -> chain.header(0)).isInstanceOf(StorageException.class);
  }
}
