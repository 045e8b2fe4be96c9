package io.lyceum.contracts;

import java.util.Locale;

/**
 * The contracts that genesis holds, at addresses that the contracts themselves know as constants.
 */
public enum Predeployed {
  /** Who seals blocks and attests proofs. */
  AUTHORITY_REGISTRY(0x1000, AuthorityRegistry.BINARY),
  /** Learners, their bonds and reputations. */
  LEARNER_REGISTRY(0x1001, LearnerRegistry.BINARY),
  /** Model specifications and parameter versions. */
  MODEL_REGISTRY(0x1002, ModelRegistry.BINARY),
  /** Jobs. */
  TRAINING_JOBS(0x1003, TrainingJobs.BINARY),
  /** Submissions, attestations, settlement. */
  PROOF_OF_LEARNING(0x1004, ProofOfLearning.BINARY),
  /** The POL that pays rewards. */
  REWARD_VAULT(0x1005, RewardVault.BINARY);

  private final String address;
  private final String bytecode;

  Predeployed(int address, String bytecode) {
    this.address = String.format(Locale.ROOT, "0x%040x", address);
    this.bytecode = bytecode;
  }

  /** The address, 0x and 40 lower-case hexadecimal digits. */
  public String address() {
    return address;
  }

  /** The compiled creation bytecode in hexadecimal without 0x and without constructor arguments. */
  public String bytecode() {
    return bytecode;
  }
}
