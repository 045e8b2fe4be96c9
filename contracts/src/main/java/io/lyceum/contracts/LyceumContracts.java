package io.lyceum.contracts;

import java.math.BigInteger;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;

/**
 * The wrappers of all predeployed contracts over one connection.
 *
 * @param authorities who seals and attests
 * @param learners learners and their bonds
 * @param models specifications and versions
 * @param jobs training jobs
 * @param proofs proofs of learning
 * @param vault rewards
 */
public record LyceumContracts(
    AuthorityRegistry authorities,
    LearnerRegistry learners,
    ModelRegistry models,
    TrainingJobs jobs,
    ProofOfLearning proofs,
    RewardVault vault) {

  /**
   * The gas that a call of one of the contracts is given. A submission takes 0.4 million; the most
   * is taken by an attestation that samples all of 256 segments, 6 million.
   */
  public static final BigInteger CALL_GAS = BigInteger.valueOf(8_000_000);

  private static final ContractGasProvider FREE_GAS =
      new StaticGasProvider(BigInteger.ZERO, CALL_GAS);

  /**
   * Wrappers that read through {@code web3j} and send through {@code transactions}, gas price 0.
   */
  public static LyceumContracts load(Web3j web3j, TransactionManager transactions) {
    return load(web3j, transactions, FREE_GAS);
  }

  /** Wrappers with a gas policy of the caller's. */
  public static LyceumContracts load(
      Web3j web3j, TransactionManager transactions, ContractGasProvider gas) {
    return new LyceumContracts(
        AuthorityRegistry.load(Predeployed.AUTHORITY_REGISTRY.address(), web3j, transactions, gas),
        LearnerRegistry.load(Predeployed.LEARNER_REGISTRY.address(), web3j, transactions, gas),
        ModelRegistry.load(Predeployed.MODEL_REGISTRY.address(), web3j, transactions, gas),
        TrainingJobs.load(Predeployed.TRAINING_JOBS.address(), web3j, transactions, gas),
        ProofOfLearning.load(Predeployed.PROOF_OF_LEARNING.address(), web3j, transactions, gas),
        RewardVault.load(Predeployed.REWARD_VAULT.address(), web3j, transactions, gas));
  }

  /** Wrappers that only read, calling as {@code from}. */
  public static LyceumContracts readOnly(Web3j web3j, String from) {
    return load(web3j, new ReadonlyTransactionManager(web3j, from));
  }

  /**
   * Wrappers without a connection, for {@code …encodeFunctionCall()}: genesis and tests make call
   * data with them. Sending or calling through them fails.
   */
  public static LyceumContracts encoders() {
    return readOnly(Web3j.build(new HttpService()), Predeployed.PROOF_OF_LEARNING.address());
  }
}
