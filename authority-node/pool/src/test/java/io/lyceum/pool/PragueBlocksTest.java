package io.lyceum.pool;

import static io.lyceum.pool.TestChain.key;
import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of Prague and Osaka are built, sealed and imported by all rules. */
class PragueBlocksTest {

  private static final String PRAGUE = ", \"pragueTime\": 0";
  private static final String OSAKA = PRAGUE + ", \"osakaTime\": 0";
  private static final Address TARGET =
      Address.fromHex("0x0000000000000000000000000000000000007a7e");

  @TempDir private Path directory;

  @Test
  void delegatedAccountGoesOnSending() {
    try (TestChain chain = new TestChain(directory, PoolLimits.DEFAULT, PRAGUE)) {
      chain.pool().add(setCode(key(1), key(2)));
      Block block = chain.grow();
      assertThat(block.body().transactions()).hasSize(1);
      assertThat(block.header().requestsHash()).contains(ExecutionRequests.NONE.hash());

      // The authorization took nonce 0 of its signer.
      assertThat(chain.pool().add(transfer(2, 1, 0))).isInstanceOf(Admission.Admitted.class);
      assertThat(chain.grow().body().transactions()).containsExactly(transfer(2, 1, 0));
    }
  }

  @Test
  void gasOfATransactionIsCappedInOsaka() {
    try (TestChain chain = new TestChain(directory, PoolLimits.DEFAULT, OSAKA)) {
      Transaction greedy = call(key(1), (1 << 24) + 1);
      assertThat(chain.pool().add(greedy))
          .isEqualTo(new Admission.Invalid(Refusal.TRANSACTION_GAS_CAP_EXCEEDED));

      chain.pool().add(call(key(1), 21_000));
      assertThat(chain.grow().body().transactions()).hasSize(1);
    }
  }

  private static Transaction call(KeyPair sender, long gas) {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID),
            0,
            UInt256.ZERO,
            gas,
            Optional.of(TARGET),
            UInt256.ZERO,
            Bytes.EMPTY),
        sender);
  }

  private static Transaction setCode(KeyPair sender, KeyPair signer) {
    Bytes fields =
        Rlp.encodeList(
            writer -> {
              writer.writeUInt256(TestChain.CHAIN_ID);
              writer.writeValue(TARGET.bytes());
              writer.writeLong(0);
            });
    Signature signature = signer.sign(Keccak.hash(Bytes.concatenate(Bytes.of(5), fields)));
    Authorization authorization =
        new Authorization(
            TestChain.CHAIN_ID, TARGET, 0, signature.recoveryId(), signature.r(), signature.s());
    return Transaction.sign(
        new TransactionBody.SetCode(
            Optional.of(TestChain.CHAIN_ID),
            0,
            UInt256.ZERO,
            UInt256.ZERO,
            100_000,
            TARGET,
            UInt256.ZERO,
            Bytes.EMPTY,
            List.of(),
            List.of(authorization)),
        sender);
  }
}
