package io.lyceum.genesis;

import io.lyceum.contracts.CreationCode;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ReplayMode;
import io.lyceum.contracts.TrainingJobs;
import io.lyceum.ledger.block.Quorum;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.execution.Sandbox;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.ForkSchedule;
import io.lyceum.ledger.genesis.GenesisAccount;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.StateChanges.AccountChange;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Makes the state of block 0: constructs the contracts at their addresses, then does by ordinary
 * calls what the members of a network would do: the authorities admit the learners, publish the
 * model and create the job, the learners deposit their bonds.
 */
final class Predeployment {

  private static final BigInteger FIRST = BigInteger.ONE;

  // Nobody: who constructs the contracts has no rights in them.
  private static final Address DEPLOYER = Address.ZERO;

  private final NetworkDefinition network;
  private final Sandbox sandbox;
  private final LyceumContracts contracts = LyceumContracts.encoders();

  private Predeployment(NetworkDefinition network) {
    this.network = network;
    ChainConfig config =
        new ChainConfig(
            UInt256.valueOf(network.chainId()),
            new ForkSchedule(Map.of(Fork.SHANGHAI, 0L, Fork.CANCUN, 0L, Fork.PRAGUE, 0L)),
            true,
            QbftConfig.DEFAULT);
    BlockContext block =
        BlockContext.qbft(0, network.timestamp(), network.gasLimit(), Address.ZERO);
    this.sandbox = new Sandbox(config, WorldState.empty(), block);
  }

  /** The accounts of block 0. */
  static SortedMap<Address, GenesisAccount> of(NetworkDefinition network) {
    return accounts(executed(network));
  }

  /** The state after everything that happens before block 1. */
  static Sandbox executed(NetworkDefinition network) {
    Predeployment predeployment = new Predeployment(network);
    predeployment.construct();
    predeployment.admitLearners();
    predeployment.publishModel();
    predeployment.createJob();
    network.balances().forEach(predeployment.sandbox::fund);
    return predeployment.sandbox;
  }

  private static SortedMap<Address, GenesisAccount> accounts(Sandbox sandbox) {
    SortedMap<Address, GenesisAccount> accounts = new TreeMap<>();
    sandbox
        .changes()
        .accounts()
        .forEach(
            (address, change) ->
                change.after().ifPresent(after -> accounts.put(address, account(after, change))));
    // Who has made calls and has nothing is no account of block 0.
    accounts.values().removeIf(Predeployment::isEmpty);
    return accounts;
  }

  private static GenesisAccount account(AccountState after, AccountChange change) {
    Bytes code = change.code().orElse(Bytes.EMPTY);
    SortedMap<UInt256, UInt256> storage = new TreeMap<>(change.storage());
    storage.values().removeIf(UInt256::isZero);
    // Calls before block 1 are no transactions of their senders: wallets begin with nonce 0.
    long nonce = code.isEmpty() ? 0 : after.nonce();
    return new GenesisAccount(nonce, after.balance(), code, storage);
  }

  private static boolean isEmpty(GenesisAccount account) {
    return account.nonce() == 0 && account.balance().isZero() && account.code().isEmpty();
  }

  private void construct() {
    for (Predeployed contract : Predeployed.values()) {
      switch (contract) {
        case AUTHORITY_REGISTRY ->
            create(
                contract,
                CreationCode.authorityRegistry(
                    network.authorities().stream().map(Address::toString).toList(),
                    network.authorityBond().toBigInteger()),
                network.authorityBond().multiply(network.authorities().size()));
        case REWARD_VAULT -> create(contract, CreationCode.of(contract), network.rewardPool());
        default -> create(contract, CreationCode.of(contract), UInt256.ZERO);
      }
    }
  }

  private void create(Predeployed contract, String initCode, UInt256 value) {
    sandbox.fund(DEPLOYER, value);
    sandbox.deployAt(addressOf(contract), Bytes.fromHexString(initCode), DEPLOYER, value);
  }

  private void admitLearners() {
    for (Address learner : network.learners()) {
      decide(
          Predeployed.LEARNER_REGISTRY,
          contracts.learners().vote(learner.toString(), true).encodeFunctionCall());
      call(
          learner,
          Predeployed.LEARNER_REGISTRY,
          network.learnerDeposit(),
          contracts.learners().deposit(BigInteger.ZERO).encodeFunctionCall());
    }
  }

  private void publishModel() {
    decide(
        Predeployed.MODEL_REGISTRY,
        contracts
            .models()
            .publish(
                FIRST,
                network.job().specification().toArrayUnsafe(),
                network.job().guidelines().toArrayUnsafe())
            .encodeFunctionCall());
  }

  private void createJob() {
    decide(
        Predeployed.TRAINING_JOBS,
        contracts.jobs().create(FIRST, termsOf(network.job())).encodeFunctionCall());
  }

  private static TrainingJobs.Terms termsOf(FirstJob job) {
    return new TrainingJobs.Terms(
        FIRST,
        BigInteger.ZERO,
        job.datasetRoot().toArrayUnsafe(),
        job.hyperparameters().toArrayUnsafe(),
        job.engineClass(),
        (job.replayBound() == 0 ? ReplayMode.EXACT : ReplayMode.BOUNDED).number(),
        BigInteger.valueOf(job.replayBound()),
        job.selfTestDigest().toArrayUnsafe(),
        job.zeroOptimizerRoot().toArrayUnsafe(),
        job.initialVersion().toArrayUnsafe(),
        new BigInteger(Long.toUnsignedString(job.initialLoss())),
        BigInteger.valueOf(job.segments()),
        BigInteger.valueOf(job.stepsPerSegment()),
        BigInteger.valueOf(job.challenges()),
        BigInteger.valueOf(job.requiredImprovement()),
        job.rewardPerEpoch().toBigInteger(),
        job.bond().toBigInteger(),
        BigInteger.valueOf(job.epochs()),
        BigInteger.valueOf(job.startBlock()),
        BigInteger.valueOf(job.epochBlocks()),
        BigInteger.valueOf(job.attestationBlocks()));
  }

  /** Lets as many authorities as it takes make the same call. */
  private void decide(Predeployed contract, String call) {
    int quorum = new Quorum(network.authorities().size()).size();
    List<Address> voters = network.authorities().subList(0, quorum);
    voters.forEach(voter -> call(voter, contract, UInt256.ZERO, call));
  }

  private void call(Address from, Predeployed contract, UInt256 value, String input) {
    sandbox.fund(from, value);
    TransactionOutcome.Executed outcome =
        sandbox.transact(from, addressOf(contract), value, Bytes.fromHexString(input));
    if (!outcome.isSuccess()) {
      throw new IllegalStateException(
          "%s refused what genesis asks of it: %s".formatted(contract, outcome.output()));
    }
  }

  private static Address addressOf(Predeployed contract) {
    return Address.fromHex(contract.address());
  }
}
