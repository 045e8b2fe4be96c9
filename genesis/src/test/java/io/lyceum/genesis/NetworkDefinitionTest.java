package io.lyceum.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ReplayMode;
import io.lyceum.contracts.TrainingJobs;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisAccount;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.Utils;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;

class NetworkDefinitionTest {

  private static final List<Address> AUTHORITIES = List.of(at(4), at(2), at(3), at(1));
  private static final List<Address> LEARNERS = List.of(at(11), at(12));
  private static final UInt256 POL = UInt256.valueOf(10).pow(18);

  private final LyceumContracts contracts = LyceumContracts.encoders();

  @Test
  void equalDefinitionsGiveEqualFiles() {
    assertThat(network().toGenesisJson()).isEqualTo(network().toGenesisJson());
  }

  @Test
  void theFileIsOneThatTheLedgerReads() {
    Genesis genesis = GenesisFile.parse(network().toGenesisJson());
    assertThat(genesis.config().chainId()).isEqualTo(UInt256.valueOf(1337));
    assertThat(genesis.config().zeroBaseFee()).isTrue();
    assertThat(genesis.config().qbft().validatorContract())
        .contains(Address.fromHex(Predeployed.AUTHORITY_REGISTRY.address()));
    assertThat(genesis.header().extraData().toHexString())
        .isEqualTo("0xe5a0" + "00".repeat(32) + "c0c080c0");
    assertThat(genesis.header().timestamp()).isEqualTo(1_800_000_000L);
    assertThat(genesis.allocation()).isEqualTo(Predeployment.of(network()));
  }

  @Test
  void everyContractHasCodeAndNothingElseHas() {
    SortedMap<Address, GenesisAccount> accounts = Predeployment.of(network());
    for (Predeployed contract : Predeployed.values()) {
      GenesisAccount account = accounts.remove(Address.fromHex(contract.address()));
      assertThat(account.code().size()).as(contract.name()).isPositive();
      assertThat(account.nonce()).isEqualTo(1);
    }
    assertThat(accounts.keySet()).containsExactly(at(1), at(11));
    assertThat(accounts.values())
        .allSatisfy(
            account -> {
              assertThat(account.code().isEmpty()).isTrue();
              assertThat(account.nonce()).isZero();
            });
    assertThat(accounts.get(at(11)).balance()).isEqualTo(POL.multiply(5));
  }

  @Test
  void theRegistryNamesTheAuthoritiesAsQbftWillAsk() {
    Bytes answer =
        call(
            Predeployed.AUTHORITY_REGISTRY,
            contracts.authorities().getValidators().encodeFunctionCall());
    @SuppressWarnings({"rawtypes", "unchecked"})
    List<TypeReference<Type>> types =
        Utils.convert(
            List.of(new TypeReference<DynamicArray<org.web3j.abi.datatypes.Address>>() {}));
    @SuppressWarnings("unchecked")
    List<org.web3j.abi.datatypes.Address> validators =
        (List<org.web3j.abi.datatypes.Address>)
            FunctionReturnDecoder.decode(answer.toHexString(), types).getFirst().getValue();
    assertThat(validators)
        .map(org.web3j.abi.datatypes.Address::getValue)
        .containsExactlyElementsOf(AUTHORITIES.stream().map(Address::toString).toList());
  }

  @Test
  void learnersAreAdmittedWithTheirDeposits() {
    for (Address learner : LEARNERS) {
      assertThat(
              word(
                  Predeployed.LEARNER_REGISTRY,
                  contracts.learners().isLearner(learner.toString()).encodeFunctionCall()))
          .isEqualTo(UInt256.ONE);
      assertThat(
              word(
                  Predeployed.LEARNER_REGISTRY,
                  contracts.learners().reputationOf(learner.toString()).encodeFunctionCall()))
          .isEqualTo(UInt256.valueOf(50));
    }
    GenesisAccount registry = account(Predeployed.LEARNER_REGISTRY);
    assertThat(registry.balance()).isEqualTo(POL.multiply(3 * LEARNERS.size()));
  }

  @Test
  void theJobIsActiveAndItsRewardsAreReserved() {
    assertThat(
            word(
                Predeployed.TRAINING_JOBS,
                contracts.jobs().activeJob(BigInteger.ONE).encodeFunctionCall()))
        .isEqualTo(UInt256.ONE);
    assertThat(
            word(
                Predeployed.MODEL_REGISTRY,
                contracts.models().currentVersion(BigInteger.ONE).encodeFunctionCall()))
        .isEqualTo(UInt256.fromBytes(TestJobs.job().initialVersion()));
    assertThat(
            word(
                Predeployed.REWARD_VAULT,
                contracts.vault().reservedFor(BigInteger.ONE).encodeFunctionCall()))
        .isEqualTo(TestJobs.job().rewardPerEpoch().multiply(TestJobs.job().epochs()));
  }

  @Test
  void theTermsAreThoseOfTheDefinition() {
    Bytes answer =
        call(
            Predeployed.TRAINING_JOBS, contracts.jobs().terms(BigInteger.ONE).encodeFunctionCall());
    @SuppressWarnings({"rawtypes", "unchecked"})
    List<TypeReference<Type>> types =
        Utils.convert(List.of(new TypeReference<TrainingJobs.Terms>() {}));
    TrainingJobs.Terms terms =
        (TrainingJobs.Terms) FunctionReturnDecoder.decode(answer.toHexString(), types).getFirst();
    FirstJob job = TestJobs.job();
    assertThat(terms.hyperparameters).isEqualTo(job.hyperparameters().toArray());
    assertThat(terms.replayMode).isEqualTo(ReplayMode.BOUNDED.number());
    assertThat(terms.replayBound).isEqualTo(job.replayBound());
    assertThat(terms.engineClass).isEqualTo(job.engineClass());
    assertThat(terms.selfTestDigest).isEqualTo(job.selfTestDigest().toArray());
    assertThat(terms.zeroOptimizerRoot).isEqualTo(job.zeroOptimizerRoot().toArray());
    assertThat(terms.datasetRoot).isEqualTo(job.datasetRoot().toArray());
    assertThat(terms.initialLoss).isEqualTo(job.initialLoss());
    assertThat(terms.segments).isEqualTo(job.segments());
    assertThat(terms.stepsPerSegment).isEqualTo(job.stepsPerSegment());
    assertThat(terms.challenges).isEqualTo(job.challenges());
    assertThat(terms.epochs).isEqualTo(job.epochs());
    assertThat(terms.startBlock).isEqualTo(job.startBlock());
    assertThat(terms.epochBlocks).isEqualTo(job.epochBlocks());
    assertThat(terms.attestationBlocks).isEqualTo(job.attestationBlocks());
  }

  private static UInt256 word(Predeployed contract, String call) {
    return UInt256.fromBytes(call(contract, call));
  }

  private static GenesisAccount account(Predeployed contract) {
    return Predeployment.of(network()).get(Address.fromHex(contract.address()));
  }

  /** Calls a contract in the state of block 0. */
  private static Bytes call(Predeployed contract, String input) {
    return Predeployment.executed(network())
        .view(at(99), Address.fromHex(contract.address()), Bytes.fromHexString(input))
        .output();
  }

  private static NetworkDefinition network() {
    TreeMap<Address, UInt256> balances = new TreeMap<>();
    balances.put(at(11), POL.multiply(5));
    balances.put(at(1), POL);
    return new NetworkDefinition(
        1337,
        1_800_000_000L,
        1,
        2,
        60_000_000,
        AUTHORITIES,
        LEARNERS,
        balances,
        POL.multiply(100),
        POL.multiply(3),
        POL.multiply(1_000_000),
        TestJobs.job());
  }

  private static Address at(int number) {
    return Address.fromHex("0x%040x".formatted(number));
  }
}
