package io.lyceum.learner.agent;

import io.lyceum.contracts.LearnerRegistry;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.job.Job;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Keeps a learner enrolled in a job, with a deposit that covers the next bond. */
final class Enrolment {

  private final ChainClient chain;
  private final LearnerListener listener;

  Enrolment(ChainClient chain, LearnerListener listener) {
    this.chain = chain;
    this.listener = listener;
  }

  /**
   * Deposits and enrols where that is missing.
   *
   * @throws HindranceException if the learner is not admitted, or its balance does not cover the
   *     bond
   */
  void ensure(Job job) throws ChainException, InterruptedException, HindranceException {
    if (contains(chain.contracts().proofs().enrolled(job.number()))) {
      return;
    }
    ensureDeposit(job);
    chain.send(
        "The enrolment in job " + job.number(),
        Predeployed.PROOF_OF_LEARNING,
        chain.contracts().proofs().enrol(job.number()));
    listener.on(new LearnerEvent.Enrolled(job.number()));
  }

  /** Deposits what the free deposit lacks of the bond. */
  void ensureDeposit(Job job) throws ChainException, InterruptedException, HindranceException {
    LyceumContracts contracts = chain.contracts();
    LearnerRegistry.Learner self =
        chain.read(
            "The learner's deposit", contracts.learners().learner(chain.account().toString()));
    if (!self.admitted) {
      throw new HindranceException(
          "Learner " + chain.account() + " is not admitted by the authorities.");
    }
    BigInteger missing = job.bond().subtract(self.free);
    if (missing.signum() <= 0) {
      return;
    }
    if (chain.balance().compareTo(missing) < 0) {
      throw new HindranceException(
          "The bond of job %s needs %s wei more than the deposit, and the account has less."
              .formatted(job.number(), missing));
    }
    chain.send(
        "The deposit",
        Predeployed.LEARNER_REGISTRY,
        contracts.learners().deposit(BigInteger.ZERO).encodeFunctionCall(),
        missing);
  }

  /** Whether the learner is one of an epoch's. */
  boolean isInRoster(Job job, BigInteger epoch) throws ChainException, InterruptedException {
    return contains(chain.contracts().proofs().roster(job.number(), epoch));
  }

  private boolean contains(@SuppressWarnings("rawtypes") RemoteFunctionCall<List> call)
      throws ChainException, InterruptedException {
    String own = chain.account().toString();
    for (Object address : chain.read("The list of learners", call)) {
      if (own.equalsIgnoreCase(address.toString())) {
        return true;
      }
    }
    return false;
  }
}
