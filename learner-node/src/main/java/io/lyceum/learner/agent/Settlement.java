package io.lyceum.learner.agent;

import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.chain.ContractRefusedException;
import io.lyceum.learner.job.Job;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Does what anybody may do for a job, when it is due: begins it, settles proofs, closes epochs. Who
 * is concerned most acts at once, others some blocks later if it is still undone, so that not all
 * send the same transaction.
 */
final class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  /** Refusals that mean that somebody else was faster, or that it is not due yet. */
  private static final Set<String> NOT_DUE =
      Set.of(
          "AlreadyBegun", "TooEarly", "NoLearners", "NotPending", "NotSettleable", "NotClosable");

  private static final long PATIENCE_BLOCKS = 5;

  private final ChainClient chain;

  /** By what is due, the block in which that was first seen. */
  private final Map<String, Long> dueSince = new HashMap<>();

  Settlement(ChainClient chain) {
    this.chain = chain;
  }

  /** Begins a job whose first epoch has not begun. */
  void begin(Job job) throws ChainException, InterruptedException {
    if (chain.blockNumber() + 1 >= job.startBlock()) {
      send("The beginning of job " + job.number(), chain.contracts().proofs().begin(job.number()));
    }
  }

  /** Settles the proofs of an epoch and closes it, as far as that is due. */
  void advance(Job job, BigInteger epoch) throws ChainException, InterruptedException {
    ProofOfLearning proofs = chain.contracts().proofs();
    for (Object id : chain.read("The proofs", proofs.proofsOf(job.number(), epoch))) {
      settle((byte[]) id);
    }
    if (chain.read("The epoch", proofs.closable(job.number(), epoch))
        && isMyTurn("close/" + job.number() + "/" + epoch, rank(job, epoch))) {
      send("The closing of epoch " + epoch, proofs.closeEpoch(job.number(), epoch));
    }
  }

  private void settle(byte[] id) throws ChainException, InterruptedException {
    ProofOfLearning proofs = chain.contracts().proofs();
    ProofOfLearning.Proof proof = chain.read("The proof", proofs.proof(id));
    if (ProofStatus.of(proof.status) != ProofStatus.PENDING
        || ProofStatus.of(chain.read("The proof's outcome", proofs.outcome(id)))
            == ProofStatus.PENDING) {
      return;
    }
    boolean own = proof.learner.equalsIgnoreCase(chain.account().toString());
    if (isMyTurn("settle/" + Bytes32.wrap(id), own ? 0 : 1)) {
      send("The settlement of proof " + Bytes32.wrap(id), proofs.settle(id));
    }
  }

  /** How many others are concerned more than this learner with closing an epoch. */
  private long rank(Job job, BigInteger epoch) throws ChainException, InterruptedException {
    long rank = 0;
    for (Object member :
        chain.read(
            "The list of learners", chain.contracts().proofs().roster(job.number(), epoch))) {
      if (member.toString().compareToIgnoreCase(chain.account().toString()) < 0) {
        rank++;
      }
    }
    return rank;
  }

  private boolean isMyTurn(String task, long rank) throws ChainException, InterruptedException {
    long now = chain.blockNumber();
    long since = dueSince.computeIfAbsent(task, first -> now);
    return now >= since + rank * PATIENCE_BLOCKS;
  }

  private void send(String what, RemoteFunctionCall<TransactionReceipt> call)
      throws ChainException, InterruptedException {
    try {
      chain.send(what, Predeployed.PROOF_OF_LEARNING, call);
    } catch (ContractRefusedException e) {
      if (!NOT_DUE.contains(e.error())) {
        throw e;
      }
      LOG.debug("{}", e.getMessage());
    }
  }
}
