package io.lyceum.learner.agent;

import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.job.Job;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Follows the learner's proofs of one job until they are settled and their epoch is closed, tells
 * what became of them, and drops their artifacts then.
 */
final class SubmittedProofs {

  private final ChainClient chain;
  private final Job job;
  private final Materials materials;
  private final PeerArtifacts artifacts;
  private final LearnerListener listener;
  private final Map<BigInteger, Bytes32> byEpoch = new TreeMap<>();
  private final Set<BigInteger> settled = new HashSet<>();
  private final Set<BigInteger> concluded = new HashSet<>();

  SubmittedProofs(
      ChainClient chain,
      Job job,
      Materials materials,
      PeerArtifacts artifacts,
      LearnerListener listener) {
    this.chain = chain;
    this.job = job;
    this.materials = materials;
    this.artifacts = artifacts;
    this.listener = listener;
  }

  /** Follows a proof from now on, unless all is known of it already. */
  void follow(BigInteger epoch, Bytes32 proofId) {
    if (!concluded.contains(epoch)) {
      byEpoch.put(epoch, proofId);
    }
  }

  boolean isEmpty() {
    return byEpoch.isEmpty();
  }

  /** Looks at every proof that is followed. */
  void advance() throws ChainException, InterruptedException {
    Iterator<Map.Entry<BigInteger, Bytes32>> entries = byEpoch.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<BigInteger, Bytes32> entry = entries.next();
      Optional<ProofStatus> status = settled(entry.getKey(), entry.getValue());
      if (status.isPresent()) {
        Epoch epoch = Epoch.read(chain, job, entry.getKey());
        if (!epoch.open()) {
          closed(epoch, entry.getValue(), status.get());
          concluded.add(epoch.number());
          entries.remove();
        }
      }
    }
  }

  /** Drops the artifacts of epochs that are over and whose proofs nobody follows. */
  void dropStale(BigInteger currentEpoch) {
    for (String holder : artifacts.store().holders()) {
      Holder held = Holder.parse(holder);
      if (held.job().equals(job.number())
          && held.epoch().filter(epoch -> isStale(epoch, currentEpoch)).isPresent()) {
        artifacts.store().releaseAll(holder);
      }
    }
  }

  private boolean isStale(BigInteger epoch, BigInteger currentEpoch) {
    return epoch.compareTo(currentEpoch) < 0 && !byEpoch.containsKey(epoch);
  }

  private Optional<ProofStatus> settled(BigInteger epoch, Bytes32 id)
      throws ChainException, InterruptedException {
    ProofOfLearning.Proof proof =
        chain.read("The proof", chain.contracts().proofs().proof(id.toArrayUnsafe()));
    ProofStatus status = ProofStatus.of(proof.status);
    if (status == ProofStatus.PENDING) {
      return Optional.empty();
    }
    if (settled.add(epoch)) {
      listener.on(new LearnerEvent.ProofSettled(job.number(), epoch, id, status));
      if (status == ProofStatus.REJECTED) {
        int reputation =
            chain
                .read(
                    "The reputation",
                    chain.contracts().learners().reputationOf(chain.account().toString()))
                .intValueExact();
        listener.on(new LearnerEvent.Slashed(job.number(), epoch, id, job.bond(), reputation));
      }
    }
    return Optional.of(status);
  }

  private void closed(Epoch epoch, Bytes32 id, ProofStatus status)
      throws ChainException, InterruptedException {
    if (status == ProofStatus.ACCEPTED) {
      List<Log> payments =
          chain.logs(
              Predeployed.PROOF_OF_LEARNING,
              ProofOfLearning.REWARDPAID_EVENT,
              epoch.begunAt(),
              List.of(id));
      for (Log payment : payments) {
        BigInteger amount = ProofOfLearning.getRewardPaidEventFromLog(payment).amount;
        listener.on(new LearnerEvent.Paid(job.number(), epoch.number(), id, amount));
      }
    }
    byte[] current =
        chain.read(
            "The current version",
            chain.contracts().models().currentVersion(job.modelId().toBigInteger()));
    materials.keepIfHeld(job, Bytes32.wrap(current));
    artifacts.store().releaseAll(Holder.proof(job.number(), epoch.number()).text());
  }
}
