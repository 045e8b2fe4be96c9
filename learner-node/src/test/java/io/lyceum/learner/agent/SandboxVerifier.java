package io.lyceum.learner.agent;

import io.lyceum.contracts.Account;
import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.SandboxChain;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.ProofClaim;
import io.lyceum.learner.proof.ProofLeaf;
import io.lyceum.learner.proof.ProofStore;
import io.lyceum.learner.proof.ProofTree;
import io.lyceum.learner.proof.SampleDomain;
import io.lyceum.learner.training.HeldOutEvaluator;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.artifact.ArtifactFetcher;
import io.lyceum.network.artifact.ArtifactLimits;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.FetchResult;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.tls.NodeCertificate;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.transport.PeerServer;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Plays the four authorities: serves the dataset and accepted versions, fetches what learners
 * submitted, replays the samples, attests and judges. Written apart from the authority's code, so
 * that the learner is tested against the protocol.
 */
final class SandboxVerifier implements AutoCloseable {

  private static final BigInteger MATCH = BigInteger.ONE;
  private static final BigInteger MISMATCH = BigInteger.TWO;

  private final SandboxJob job;
  private final ArtifactStore store;
  private final PeerServer server;
  private final ArtifactFetcher fetcher;
  private final SampleDomain domain =
      new SampleDomain(
          UInt256.valueOf(SandboxChain.CHAIN_ID),
          Address.fromHex(Predeployed.PROOF_OF_LEARNING.address()));

  /** Where learners serve. */
  final Map<Address, PeerEndpoint> learners = new ConcurrentHashMap<>();

  SandboxVerifier(SandboxJob job, Path directory) throws Exception {
    this.job = job;
    this.store = ArtifactStore.open(directory.resolve("authority"));
    NodeCertificate certificate =
        NodeCertificate.create(
            job.authorities.getFirst(),
            new SecureRandom(),
            Instant.now().minusSeconds(60),
            Duration.ofDays(1));
    MutualTls tls = new MutualTls(certificate, any -> true, InstantSource.system());
    this.server = new PeerServer("127.0.0.1", 0, tls, 1 << 16, List.of(new ArtifactService(store)));
    this.fetcher = new ArtifactFetcher(new PeerDialer(tls), store, ArtifactLimits.defaults());
    new CorpusStore(store).put("dataset", SandboxJob.CORPUS);
    server.start();
  }

  PeerEndpoint endpoint() {
    return new PeerEndpoint(job.authorities.getFirst().address(), "127.0.0.1", server.port());
  }

  /** The proofs of an epoch. */
  List<ProofOfLearning.Proof> proofs(long epoch) throws Exception {
    List<ProofOfLearning.Proof> proofs = new ArrayList<>();
    for (Object id : reader().proofsOf(SandboxJob.JOB, BigInteger.valueOf(epoch)).send()) {
      proofs.add(reader().proof((byte[]) id).send());
    }
    return proofs;
  }

  /** Attests and judges every proof of the current epoch that is pending. */
  void verify() throws Exception {
    BigInteger epoch = reader().currentEpoch(SandboxJob.JOB).send();
    for (Object id : reader().proofsOf(SandboxJob.JOB, epoch).send()) {
      ProofOfLearning.Proof proof = reader().proof((byte[]) id).send();
      if (ProofStatus.of(proof.status) == ProofStatus.PENDING && proof.attestations.signum() == 0) {
        attest(Bytes32.wrap((byte[]) id), proof);
      }
    }
  }

  private ProofOfLearning reader() {
    return job.accounts.getFirst().contracts().proofs();
  }

  private void attest(Bytes32 id, ProofOfLearning.Proof proof) throws Exception {
    Address learner = Address.fromHex(proof.learner);
    ProofTree tree = fetchProof(learner, Bytes32.wrap(proof.proofRoot));
    BigInteger evaluation = evaluation(learner, proof);
    for (int i = 0; i < job.authorities.size(); i++) {
      KeyPair key = job.authorities.get(i);
      Account account = job.accounts.get(i);
      Bytes signature = domain.sign(key, id);
      List<BigInteger> verdicts = new ArrayList<>();
      for (int segment :
          SampleDomain.segments(signature, proof.challenges.intValue(), SandboxJob.SEGMENTS)) {
        verdicts.add(replay(learner, proof, tree, segment));
      }
      account
          .contracts()
          .proofs()
          .attest(id.toArrayUnsafe(), signature.toArrayUnsafe(), verdicts, evaluation)
          .send();
    }
  }

  private ProofTree fetchProof(Address learner, Bytes32 root) throws Exception {
    fetch(learner, root);
    return new ProofStore(store).read(root).orElseThrow();
  }

  private BigInteger evaluation(Address learner, ProofOfLearning.Proof proof) throws Exception {
    Bytes32 version = Bytes32.wrap(proof.finalVersion);
    fetch(learner, version);
    double loss =
        new HeldOutEvaluator(new StepEngine(), SandboxJob.TRAINING, SandboxJob.CORPUS)
            .evaluate(
                new CheckpointStore(store).readVersion(version, SandboxJob.MODEL).orElseThrow());
    return Loss.ofNats(loss).encoded() == proof.loss.longValue() ? MATCH : MISMATCH;
  }

  private BigInteger replay(
      Address learner, ProofOfLearning.Proof proof, ProofTree tree, int segment) throws Exception {
    Bytes32 from = tree.leaves().get(segment).checkpointRoot();
    fetch(learner, from);
    TrainingState before =
        new CheckpointStore(store)
            .read(from, SandboxJob.MODEL, segment * SandboxJob.STEPS)
            .orElseThrow();
    Segment replayed =
        new SegmentTrainer(new StepEngine(), task(learner, proof), SandboxJob.CORPUS)
            .train(segment, before);
    ProofLeaf expected =
        new ProofLeaf(
            segment + 1, Checkpoint.of(replayed.after()).root(), Loss.ofNats(replayed.meanLoss()));
    return expected.equals(tree.leaves().get(segment + 1)) ? MATCH : MISMATCH;
  }

  private ProofTask task(Address learner, ProofOfLearning.Proof proof) throws Exception {
    var rank = reader().rank(proof.jobId, proof.epoch, proof.learner).send();
    Bytes32 seed =
        ProofClaim.seed(
            UInt256.valueOf(proof.jobId),
            UInt256.valueOf(proof.epoch),
            learner,
            Bytes32.wrap(proof.parentVersion));
    return new ProofTask(
        SandboxJob.TRAINING,
        SandboxJob.SEGMENTS,
        SandboxJob.STEPS,
        proof.epoch,
        seed,
        new Shard(rank.component1().intValue(), rank.component2().intValue()));
  }

  private void fetch(Address learner, Bytes32 root) throws InterruptedException {
    FetchResult result = fetcher.fetch("kept", root, List.of(learners.get(learner)));
    if (result instanceof FetchResult.Unavailable unavailable) {
      throw new IllegalStateException(unavailable.description());
    }
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
