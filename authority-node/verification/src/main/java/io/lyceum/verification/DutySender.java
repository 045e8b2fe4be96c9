package io.lyceum.verification;

import io.lyceum.contracts.Predeployed;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.chain.ContractRefusedException;
import io.lyceum.learner.chain.SentTransaction;
import io.lyceum.learner.chain.SupersededException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Does duties by calls of {@code ProofOfLearning}, as the schedule says. Nobody waits for a block:
 * what was sent is kept here and looked after in each round until it is in one. Safe for use by
 * many threads.
 */
final class DutySender {

  /** How long transactions of an earlier process are waited for, in blocks. */
  private static final long PATIENCE_WITH_EARLIER = 30;

  /** What is to do once a duty is done on chain. */
  @FunctionalInterface
  interface Completion {
    void tell() throws ChainException, InterruptedException;
  }

  private record Underway(SentTransaction transaction, Completion completion) {}

  private final ChainClient chain;
  private final DutySchedule schedule;
  private final VerificationListener listener;
  private final Map<String, Underway> underway = new ConcurrentHashMap<>();
  private long firstBlock = -1;

  /** Whether what an earlier process sent may be on its way still: it may be the same duties. */
  private volatile boolean afterEarlier = true;

  DutySender(ChainClient chain, DutySchedule schedule, VerificationListener listener) {
    this.chain = chain;
    this.schedule = schedule;
    this.listener = listener;
  }

  /**
   * Whether it is this authority's turn; its place is 0 for a duty that it shares with nobody. To
   * be asked before the chain is asked whether the duty is still to do: what is not underway then
   * is either not sent or seen on chain.
   */
  boolean isDue(String duty, long block, int place) {
    boolean scheduled = schedule.isDue(duty, block, place);
    return scheduled && !underway.containsKey(duty);
  }

  /** Waits until a block without counting a failure. */
  void postpone(String duty, long untilBlock) {
    schedule.postpone(duty, untilBlock);
  }

  /**
   * Sends the call; if that fails, or it fails in its block, the duty is tried again later. While
   * an earlier process's transactions are on their way it is not sent, and is due again in the next
   * round.
   *
   * @param completion hears, in a later round, that the call is in a block
   */
  void send(
      String duty, RemoteFunctionCall<TransactionReceipt> call, long block, Completion completion)
      throws InterruptedException {
    if (afterEarlier) {
      return;
    }
    try {
      SentTransaction sent = chain.dispatch(duty, Predeployed.PROOF_OF_LEARNING, call);
      underway.put(duty, new Underway(sent, completion));
    } catch (ChainException e) {
      failed(duty, block, e);
    }
  }

  /** Looks after what was sent; once in each round, before anything else in it. */
  void follow(long block) throws ChainException, InterruptedException {
    if (firstBlock < 0) {
      firstBlock = block;
    }
    afterEarlier = afterEarlier && block < firstBlock + PATIENCE_WITH_EARLIER && chain.hasPending();
    // Lost ones are sent again in the order of their nonces.
    List<Map.Entry<String, Underway>> inOrder =
        underway.entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getValue().transaction().nonce()))
            .toList();
    for (Map.Entry<String, Underway> entry : inOrder) {
      follow(entry.getKey(), entry.getValue(), block);
    }
  }

  private void follow(String duty, Underway sent, long block) throws InterruptedException {
    try {
      if (chain.follow(sent.transaction()).isPresent()) {
        underway.remove(duty);
        sent.completion().tell();
      }
    } catch (ContractRefusedException | SupersededException e) {
      underway.remove(duty);
      failed(duty, block, e);
    } catch (ChainException e) {
      listener.on(new VerificationEvent.Delayed(duty, e.getMessage()));
    }
  }

  private void failed(String duty, long block, ChainException reason) {
    schedule.failed(duty, block);
    listener.on(new VerificationEvent.Delayed(duty, reason.getMessage()));
  }
}
