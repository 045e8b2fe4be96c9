package io.lyceum.verification;

import io.lyceum.contracts.Predeployed;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Does duties by calls of {@code ProofOfLearning}, as the schedule says. */
final class DutySender {

  private final ChainClient chain;
  private final DutySchedule schedule;
  private final VerificationListener listener;

  DutySender(ChainClient chain, DutySchedule schedule, VerificationListener listener) {
    this.chain = chain;
    this.schedule = schedule;
    this.listener = listener;
  }

  /** Whether it is this authority's turn; its place is 0 for a duty that it shares with nobody. */
  boolean isDue(String duty, long block, int place) {
    return schedule.isDue(duty, block, place);
  }

  /** Waits until a block without counting a failure. */
  void postpone(String duty, long untilBlock) {
    schedule.postpone(duty, untilBlock);
  }

  /** Sends the call and waits for its block; if that fails, the duty is tried again later. */
  boolean send(String duty, RemoteFunctionCall<TransactionReceipt> call, long block)
      throws InterruptedException {
    try {
      chain.send(duty, Predeployed.PROOF_OF_LEARNING, call);
      return true;
    } catch (ChainException e) {
      schedule.failed(duty, block);
      listener.on(new VerificationEvent.Delayed(duty, e.getMessage()));
      return false;
    }
  }
}
