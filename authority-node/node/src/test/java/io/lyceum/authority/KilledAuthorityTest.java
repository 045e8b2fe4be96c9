package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

class KilledAuthorityTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Alone it makes no blocks, so what it has after the kill is from its disk. */
  @Test
  void hasTheTransactionsOfItsClientsAfterKillMinus9(@TempDir Path directory) throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      int port = network.config(0).rpc().port();
      Web3j web3 = Web3j.build(new HttpService("http://127.0.0.1:" + port));
      Transaction sent =
          Transaction.sign(
              new TransactionBody.Legacy(
                  Optional.of(UInt256.valueOf(1337)),
                  0,
                  UInt256.ZERO,
                  21_000,
                  Optional.of(Address.ZERO),
                  UInt256.ONE,
                  Bytes.EMPTY),
              network.key(1));
      try (ForkedAuthority authority = new ForkedAuthority(network.file(0))) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> pending(web3) == 0);
        assertThat(web3.ethSendRawTransaction(sent.encoded().toHexString()).send().getError())
            .isNull();
        authority.kill();
      }
      try (ForkedAuthority authority = new ForkedAuthority(network.file(0))) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> pending(web3) == 1);
        assertThat(web3.ethGetTransactionByHash(sent.hash().toHexString()).send().getTransaction())
            .isPresent();
        authority.kill();
      }
      web3.shutdown();
    }
  }

  private static int pending(Web3j web3) throws IOException {
    return web3.txPoolStatus().send().getPending();
  }

  /**
   * With three of four running, each is needed for the quorum, so blocks after the kill prove that
   * the killed one came back by itself, from its directory, and signed nothing conflicting.
   */
  @Test
  void goesOnFromItsDirectoryAfterKillMinus9(@TempDir Path directory) throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      network.start(0);
      network.start(1);
      Blockchain chain = network.node(0).chain();
      Address killed = network.key(2).address();
      for (int kills = 0; kills < 2; kills++) {
        try (ForkedAuthority authority = new ForkedAuthority(network.file(2))) {
          long before = chain.head().number();
          await().atMost(PATIENCE).until(() -> chain.head().number() >= before + 2);
          authority.kill();
        }
        BlockHeader head = chain.head();
        assertThat(CommittedSeals.signers(head)).contains(killed);
        // Without it there is no quorum; a block that was nearly sealed may still come.
        await()
            .during(Duration.ofSeconds(2))
            .atMost(PATIENCE)
            .until(() -> chain.head().number() <= head.number() + 1);
      }
      assertThat(network.node(0).equivocations().latest()).isEmpty();
      assertThat(network.node(1).equivocations().latest()).isEmpty();
      long common = Math.min(chain.head().number(), network.node(1).chain().head().number());
      assertThat(chain.hash(common)).isEqualTo(network.node(1).chain().hash(common));
    }
  }
}
