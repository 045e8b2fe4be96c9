package io.lyceum.learner.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.contracts.CreationCode;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.ledger.crypto.KeyPair;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

class ChainClientTest {

  private final KeyPair key = KeyPair.of(Bytes32.wrap(UInt256.valueOf(77)));
  private final SandboxChain sandbox = new SandboxChain();
  private final Web3j web3j = Web3j.build(sandbox);
  private final ChainClient chain =
      new ChainClient(web3j, key, SandboxChain.CHAIN_ID, Duration.ofSeconds(5));

  ChainClientTest() {
    sandbox.deployAt(
        Predeployed.AUTHORITY_REGISTRY.address(),
        CreationCode.authorityRegistry(
            List.of(KeyPair.of(Bytes32.wrap(UInt256.valueOf(5))).address().toString()),
            BigInteger.ZERO));
    for (Predeployed contract : Predeployed.values()) {
      if (contract != Predeployed.AUTHORITY_REGISTRY) {
        sandbox.deployAt(contract.address(), CreationCode.of(contract));
      }
    }
  }

  @Test
  void aTransactionWithValueIsSentAndItsEffectRead() throws Exception {
    sandbox.fund(key.address().toString(), UInt256.valueOf(100));
    TransactionReceipt receipt =
        chain.send(
            "The deposit",
            Predeployed.LEARNER_REGISTRY,
            chain.contracts().learners().deposit(BigInteger.ZERO).encodeFunctionCall(),
            BigInteger.valueOf(30));
    assertThat(receipt.isStatusOK()).isTrue();
    assertThat(chain.balance()).isEqualTo(70);
    assertThat(
            chain.read("It", chain.contracts().learners().learner(key.address().toString())).free)
        .isEqualTo(30);
    assertThat(ChainClient.chainIdOf(web3j)).isEqualTo(SandboxChain.CHAIN_ID);
  }

  @Test
  void whatAContractRefusesIsNotSentAndItsReasonIsOneSentence() throws Exception {
    long before = chain.blockNumber();
    assertThatThrownBy(
            () ->
                chain.send(
                    "The withdrawal",
                    Predeployed.LEARNER_REGISTRY,
                    chain.contracts().learners().withdraw(BigInteger.TEN)))
        .isInstanceOfSatisfying(
            ContractRefusedException.class,
            refused -> assertThat(refused.error()).isEqualTo("DepositTooLow"))
        .hasMessage(
            "The withdrawal was refused: DepositTooLow (account "
                + key.address()
                + ", free 0, required 10).");
    assertThat(chain.blockNumber()).isEqualTo(before);
  }

  @Test
  void anErrorThatNoContractHasIsShownAsItIs() {
    ContractErrors errors = ContractErrors.load();
    assertThat(errors.describe(Bytes.EMPTY)).isEqualTo("no reason given");
    assertThat(errors.describe(Bytes.fromHexString("0x01020304")))
        .isEqualTo("unknown error 0x01020304");
    assertThat(errors.name(Bytes.fromHexString("0x0102"))).isEmpty();
  }

  @Test
  void whenNoNodeAnswersTheSentenceNamesThem() {
    Web3j nowhere =
        Web3j.build(
            new FailoverService(
                List.of(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2")),
                Optional.empty(),
                Duration.ofSeconds(2)));
    assertThatThrownBy(() -> ChainClient.chainIdOf(nowhere))
        .isInstanceOf(ChainException.class)
        .hasMessage(
            "The chain id failed: None of [http://127.0.0.1:1, http://127.0.0.1:2] answers.");
    nowhere.shutdown();
  }
}
