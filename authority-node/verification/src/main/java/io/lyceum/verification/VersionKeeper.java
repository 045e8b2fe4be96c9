package io.lyceum.verification;

import io.lyceum.contracts.ModelRegistry;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.CheckpointStore;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Holds each model's current version, so that learners can fetch it, and drops what nobody needs
 * any more: superseded versions, and what was fetched for proofs that are settled.
 */
final class VersionKeeper {

  private static final long RETRY_BLOCKS = 3;

  private final ChainClient chain;
  private final ProofRegister register;
  private final ArtifactKeeper keeper;
  private final CheckpointStore checkpoints;
  private final DutySchedule schedule;
  private final VerificationListener listener;

  VersionKeeper(
      ChainClient chain,
      ProofRegister register,
      ArtifactKeeper keeper,
      CheckpointStore checkpoints,
      DutySchedule schedule,
      VerificationListener listener) {
    this.chain = chain;
    this.register = register;
    this.keeper = keeper;
    this.checkpoints = checkpoints;
    this.schedule = schedule;
    this.listener = listener;
  }

  /**
   * Brings what is held in line with the chain. Which proofs are over is asked before the current
   * versions are: the version of an epoch that is closed meanwhile is held as the current one
   * before its proof lets go of it.
   */
  void update(long block) throws ChainException, InterruptedException {
    List<String> over = new ArrayList<>();
    for (Bytes32 id : keeper.proofs()) {
      SubmittedProof proof = register.proof(id);
      String holder = ArtifactKeeper.holderOf(proof);
      if (mayBecomeCurrent(proof)) {
        keeper.holdOnly(holder, proof.finalVersion());
      } else if (proof.status() != ProofStatus.PENDING) {
        over.add(holder);
      }
    }
    holdCurrentVersions(block);
    over.forEach(keeper::releaseAll);
  }

  private boolean mayBecomeCurrent(SubmittedProof proof)
      throws ChainException, InterruptedException {
    return proof.status() == ProofStatus.ACCEPTED
        && register.isOpen(proof.jobId(), proof.epoch())
        && keeper.holds(proof.finalVersion());
  }

  private void holdCurrentVersions(long block) throws ChainException, InterruptedException {
    ModelRegistry models = chain.contracts().models();
    BigInteger count = chain.read("The number of models", models.modelCount());
    for (BigInteger id = BigInteger.ONE; id.compareTo(count) <= 0; id = id.add(BigInteger.ONE)) {
      BigInteger versions = chain.read("The versions of model " + id, models.versionCount(id));
      if (versions.signum() > 0) {
        holdCurrent(id, versions.subtract(BigInteger.ONE), block);
      }
    }
  }

  private void holdCurrent(BigInteger modelId, BigInteger index, long block)
      throws ChainException, InterruptedException {
    ModelRegistry.Version version =
        chain.read(
            "The version of model " + modelId, chain.contracts().models().version(modelId, index));
    Bytes32 root = Bytes32.wrap(version.root);
    String holder = ArtifactKeeper.holderOfModel(modelId);
    if (keeper.holdsOnly(holder, root)) {
      return;
    }
    String duty = "hold version " + root;
    if (!schedule.isDue(duty, block, 0)) {
      return;
    }
    Optional<ModelSpecification> specification = specification(modelId, version);
    if (specification.isEmpty()) {
      schedule.failed(duty, block);
    } else if (keeper.holds(root) || bring(holder, specification.get(), version)) {
      keeper.holdOnly(holder, root);
      listener.on(new VerificationEvent.VersionHeld(modelId, root));
    } else {
      schedule.postpone(duty, block + RETRY_BLOCKS);
      listener.on(new VerificationEvent.Delayed(duty, "No peer serves it."));
    }
  }

  /** The specification that a version obeys; empty if this software does not know its form. */
  private Optional<ModelSpecification> specification(
      BigInteger modelId, ModelRegistry.Version version)
      throws ChainException, InterruptedException {
    String what = "The specification of model " + modelId;
    ModelRegistry.MetaEntry meta =
        chain.read(what, chain.contracts().models().metaEntry(modelId, version.metaIndex));
    try {
      return Optional.of(ModelSpecification.fromJson(Bytes.wrap(meta.specification)));
    } catch (IllegalArgumentException e) {
      listener.on(new VerificationEvent.Delayed(what, e.getMessage() + "."));
      return Optional.empty();
    }
  }

  /** Makes the first version of a model, which follows from its specification; fetches others. */
  private boolean bring(
      String holder, ModelSpecification specification, ModelRegistry.Version version)
      throws InterruptedException {
    Bytes32 root = Bytes32.wrap(version.root);
    if (Bytes32.wrap(version.parent).isZero()
        && checkpoints.putVersion(holder, Tensors.initial(specification)).equals(root)) {
      return true;
    }
    return keeper.obtain(holder, root, ArtifactSize.ofVersion(specification), Optional.empty());
  }
}
