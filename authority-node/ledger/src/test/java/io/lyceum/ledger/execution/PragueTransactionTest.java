package io.lyceum.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Delegation;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that run the code of others, the floor under call data, the cap on gas. */
class PragueTransactionTest {

  private static final KeyPair SPONSOR = TestChain.RICH;
  private static final KeyPair SIGNER = TestChain.key("signer");
  private static final Address STRANGER =
      Address.fromHex("0x00000000000000000000000000000000000057a7");

  /** Holds code that writes 1 to slot 0. */
  private static final Address TARGET =
      Address.fromHex("0x0000000000000000000000000000000000007a7e");

  private final JournaledState state = new JournaledState(WorldState.empty());

  @BeforeEach
  void prepare() {
    state.addBalance(SPONSOR.address(), TestChain.RICHES);
    state.setCode(TARGET, Bytes.fromHexString("0x600160005500"));
    state.endTransaction();
  }

  @Test
  void accountRunsTheCodeOfItsTargetOnItsOwnStorage() {
    var executed = execute(setCode(SIGNER.address(), authorization(TestChain.CHAIN_ID, 0)));

    assertThat(executed.isSuccess()).isTrue();
    assertThat(state.code(SIGNER.address())).isEqualTo(Delegation.to(TARGET));
    assertThat(state.nonce(SIGNER.address())).isEqualTo(1);
    assertThat(state.storage(SIGNER.address(), UInt256.ZERO)).isEqualTo(UInt256.ONE);
    assertThat(state.storage(TARGET, UInt256.ZERO)).isEqualTo(UInt256.ZERO);
  }

  @Test
  void authorizationOfAnotherChainOrNonceIsPassedOver() {
    execute(
        setCode(
            STRANGER, authorization(UInt256.valueOf(99), 0), authorization(TestChain.CHAIN_ID, 1)));

    assertThat(state.code(SIGNER.address())).isEqualTo(Bytes.EMPTY);
    assertThat(state.nonce(SIGNER.address())).isZero();
  }

  @Test
  void existingAccountCostsHalf() {
    long absent = execute(setCode(STRANGER, authorization(UInt256.ZERO, 0))).gasUsed();
    long present = execute(setCode(STRANGER, authorization(UInt256.ZERO, 1))).gasUsed();

    assertThat(absent).isEqualTo(21_000 + 25_000);
    // The refund of 12,500 is capped at a fifth.
    assertThat(present).isEqualTo(46_000 - 46_000 / 5);
  }

  @Test
  void delegationOutlivesTheFailureOfTheCall() {
    Address failing = Address.fromHex("0x000000000000000000000000000000000000fa11");
    state.setCode(failing, Bytes.fromHexString("0xfe"));
    state.endTransaction();

    assertThat(execute(setCode(failing, authorization(UInt256.ZERO, 0))).isSuccess()).isFalse();
    assertThat(state.code(SIGNER.address())).isEqualTo(Delegation.to(TARGET));
  }

  @Test
  void delegatedAccountMaySend() {
    execute(setCode(STRANGER, authorization(UInt256.ZERO, 0)));
    state.addBalance(SIGNER.address(), TestChain.RICHES);
    state.endTransaction();

    TransactionOutcome outcome =
        process(
            Fork.PRAGUE,
            SIGNER.address(),
            call(state.nonce(SIGNER.address()), Bytes.EMPTY, 21_000));

    assertThat(outcome).isInstanceOf(TransactionOutcome.Executed.class);
  }

  @Test
  void callDataHasAFloor() {
    // 100 bytes that are not zero: 400 tokens of 10 gas, where the intrinsic price is 4.
    Bytes data = Bytes.repeat((byte) 1, 100);

    assertThat(process(Fork.PRAGUE, SPONSOR.address(), call(0, data, 24_999)))
        .isEqualTo(new TransactionOutcome.Refused(Refusal.INTRINSIC_GAS_TOO_LOW));
    assertThat(execute(call(0, data, 25_000)).gasUsed()).isEqualTo(25_000);
    assertThat(process(Fork.CANCUN, SPONSOR.address(), call(1, data, 25_000)))
        .isInstanceOfSatisfying(
            TransactionOutcome.Executed.class,
            executed -> assertThat(executed.gasUsed()).isEqualTo(22_600));
  }

  @Test
  void transactionOfNoAuthorizationsIsRefused() {
    assertThat(process(Fork.PRAGUE, SPONSOR.address(), setCode(STRANGER)))
        .isEqualTo(new TransactionOutcome.Refused(Refusal.NO_AUTHORIZATIONS));
    assertThat(
            process(
                Fork.CANCUN, SPONSOR.address(), setCode(STRANGER, authorization(UInt256.ZERO, 0))))
        .isEqualTo(new TransactionOutcome.Refused(Refusal.UNSUPPORTED_TYPE));
  }

  @Test
  void gasOfATransactionIsCappedSinceOsakaButNotOfASimulation() {
    TransactionBody body = call(0, Bytes.EMPTY, (1 << 24) + 1);
    TransactionValidator osaka =
        new TransactionValidator(TestChain.CHAIN_ID, Forks.rules(Fork.OSAKA));

    assertThat(osaka.checkAlone(body)).contains(Refusal.TRANSACTION_GAS_CAP_EXCEEDED);
    assertThat(osaka.checkAlone(call(0, Bytes.EMPTY, 1 << 24))).isEmpty();
    assertThat(osaka.checkSimulated(body)).isEmpty();
    assertThat(process(Fork.PRAGUE, SPONSOR.address(), body))
        .isInstanceOf(TransactionOutcome.Executed.class);
  }

  private TransactionOutcome.Executed execute(TransactionBody body) {
    return (TransactionOutcome.Executed) process(Fork.PRAGUE, SPONSOR.address(), body);
  }

  private TransactionOutcome process(Fork fork, Address sender, TransactionBody body) {
    return new TransactionProcessor(TestChain.CHAIN_ID, Forks.rules(fork), new CodeCache(16))
        .process(state, TestChain.BLOCK, new BlockRoom(30_000_000, 0), sender, body, Tracer.NONE);
  }

  private static TransactionBody call(long nonce, Bytes data, long gas) {
    return new TransactionBody.DynamicFee(
        Optional.of(TestChain.CHAIN_ID),
        nonce,
        UInt256.ZERO,
        UInt256.ZERO,
        gas,
        Optional.of(STRANGER),
        UInt256.ZERO,
        data,
        List.of());
  }

  private TransactionBody setCode(Address receiver, Authorization... authorizations) {
    return new TransactionBody.SetCode(
        Optional.of(TestChain.CHAIN_ID),
        state.nonce(SPONSOR.address()),
        UInt256.ZERO,
        UInt256.ZERO,
        200_000,
        receiver,
        UInt256.ZERO,
        Bytes.EMPTY,
        List.of(),
        List.of(authorizations));
  }

  private static Authorization authorization(UInt256 chainId, long nonce) {
    Bytes fields =
        Rlp.encodeList(
            writer -> {
              writer.writeUInt256(chainId);
              writer.writeValue(TARGET.bytes());
              writer.writeLong(nonce);
            });
    Signature signature = SIGNER.sign(Keccak.hash(Bytes.concatenate(Bytes.of(5), fields)));
    return new Authorization(
        chainId, TARGET, nonce, signature.recoveryId(), signature.r(), signature.s());
  }
}
