package io.lyceum.verification;

import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.Verdict;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.proof.SampleDomain;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** What an authority owes a proof in attestation: its attestation, judgements, settlement. */
final class ProofDuties {

  /** How long to wait before what was unavailable is fetched again, in blocks. */
  private static final long RETRY_BLOCKS = 3;

  private final KeyPair key;
  private final ChainClient chain;
  private final ProofOfLearning contract;
  private final ProofRegister register;
  private final ClaimVerifier verifier;
  private final PeerDirectory directory;
  private final DutySender duties;
  private final VerificationListener listener;
  private final SampleDomain domain;

  /** Verdicts by proof and claim, so that a resent transaction repeats no work. */
  private final Map<Bytes32, Map<Integer, Verdict>> found = new ConcurrentHashMap<>();

  ProofDuties(
      KeyPair key,
      ChainClient chain,
      ProofRegister register,
      ClaimVerifier verifier,
      PeerDirectory directory,
      DutySender duties,
      VerificationListener listener) {
    this.key = key;
    this.chain = chain;
    this.contract = chain.contracts().proofs();
    this.register = register;
    this.verifier = verifier;
    this.directory = directory;
    this.duties = duties;
    this.listener = listener;
    this.domain =
        new SampleDomain(
            UInt256.valueOf(chain.chainId()),
            Address.fromHex(Predeployed.PROOF_OF_LEARNING.address()));
  }

  /** Attests, or judges what others named, if this authority is of the electorate. */
  void vote(SubmittedProof proof, Job job, Corpus corpus, long block) throws Exception {
    if (!register.electorate(proof.id()).contains(key.address())) {
      return;
    }
    boolean due = duties.isDue(attestationOf(proof), block, 0);
    if (!register.hasAttested(proof.id(), key.address())) {
      if (due && block <= proof.attestBy()) {
        attest(proof, job, corpus, block);
      }
    } else if (block <= proof.judgeBy()) {
      for (int segment : register.namedSegments(proof.id())) {
        judge(proof, job, corpus, segment, block);
      }
    }
  }

  /** Settles a proof that can be settled, when it is this authority's turn. */
  void settle(SubmittedProof proof, long block) throws ChainException, InterruptedException {
    ProofStatus outcome = register.outcome(proof.id());
    String duty = "settle " + proof.id();
    if (outcome != ProofStatus.PENDING && duties.isDue(duty, block, placeIn(proof))) {
      RemoteFunctionCall<TransactionReceipt> call = contract.settle(proof.id().toArrayUnsafe());
      duties.send(
          duty,
          call,
          block,
          () ->
              listener.on(
                  new VerificationEvent.Settled(proof.id(), register.proof(proof.id()).status())));
    }
  }

  /** Forgets what was found for a proof that is settled. */
  void forget(Bytes32 id) {
    found.remove(id);
  }

  private static String attestationOf(SubmittedProof proof) {
    return "attest " + proof.id();
  }

  private void attest(SubmittedProof proof, Job job, Corpus corpus, long block) throws Exception {
    Bytes signature = domain.sign(key, proof.id());
    List<Integer> samples = SampleDomain.segments(signature, proof.challenges(), proof.segments());
    if (!found.containsKey(proof.id())) {
      listener.on(new VerificationEvent.Sampled(proof, samples));
    }
    Verdict evaluation = evaluation(proof, job, corpus);
    boolean complete = evaluation != Verdict.UNAVAILABLE;
    List<BigInteger> verdicts = new ArrayList<>();
    for (int segment : samples) {
      Verdict verdict = replay(proof, job, corpus, segment);
      complete &= verdict != Verdict.UNAVAILABLE;
      verdicts.add(verdict.number());
    }
    if (!complete && !mayBlame(proof, proof.patienceOfAttestation())) {
      duties.postpone(attestationOf(proof), block + RETRY_BLOCKS);
      return;
    }
    RemoteFunctionCall<TransactionReceipt> call =
        contract.attest(
            proof.id().toArrayUnsafe(), signature.toArrayUnsafe(), verdicts, evaluation.number());
    duties.send(
        attestationOf(proof),
        call,
        block,
        () -> {
          int attestations = register.proof(proof.id()).attestations();
          listener.on(new VerificationEvent.Attested(proof.id(), attestations, proof.electors()));
        });
  }

  private void judge(SubmittedProof proof, Job job, Corpus corpus, int segment, long block)
      throws Exception {
    String duty = "judge segment " + segment + " of " + proof.id();
    if (!duties.isDue(duty, block, 0)
        || register.verdict(proof.id(), segment, key.address()).isPresent()) {
      return;
    }
    Verdict verdict = replay(proof, job, corpus, segment);
    if (verdict == Verdict.UNAVAILABLE && !mayBlame(proof, proof.patienceOfJudgement())) {
      duties.postpone(duty, block + RETRY_BLOCKS);
      return;
    }
    RemoteFunctionCall<TransactionReceipt> call =
        contract.judge(proof.id().toArrayUnsafe(), BigInteger.valueOf(segment), verdict.number());
    duties.send(
        duty,
        call,
        block,
        () -> listener.on(new VerificationEvent.Judged(proof.id(), segment, verdict)));
  }

  /**
   * Whether "unavailable" may be said: late enough, and by a node that could have asked the
   * learner. Who has no address of the learner keeps silent, so a learner that authorities were not
   * told of has its proof expire, and keeps its bond.
   */
  private boolean mayBlame(SubmittedProof proof, long patience)
      throws ChainException, InterruptedException {
    return directory.knows(proof.learner()) && chain.blockNumber() >= patience;
  }

  private Verdict replay(SubmittedProof proof, Job job, Corpus corpus, int segment)
      throws Exception {
    Optional<Verdict> known = known(proof, segment);
    if (known.isPresent()) {
      return known.get();
    }
    Verdict verdict = verifier.segment(job, corpus, register.shard(proof), proof, segment);
    remember(proof, segment, verdict);
    listener.on(new VerificationEvent.SegmentReplayed(proof.id(), segment, verdict));
    return verdict;
  }

  private Verdict evaluation(SubmittedProof proof, Job job, Corpus corpus) throws Exception {
    Optional<Verdict> known = known(proof, proof.segments());
    if (known.isPresent()) {
      return known.get();
    }
    Verdict verdict = verifier.evaluation(job, corpus, proof);
    remember(proof, proof.segments(), verdict);
    listener.on(new VerificationEvent.VersionEvaluated(proof.id(), proof.loss(), verdict));
    return verdict;
  }

  /** What was found already; what was unavailable is looked for again. */
  private Optional<Verdict> known(SubmittedProof proof, int claim) {
    return Optional.ofNullable(found.getOrDefault(proof.id(), Map.of()).get(claim))
        .filter(verdict -> verdict != Verdict.UNAVAILABLE);
  }

  private void remember(SubmittedProof proof, int claim, Verdict verdict) {
    found.computeIfAbsent(proof.id(), id -> new ConcurrentHashMap<>()).put(claim, verdict);
  }

  /** The order in which authorities settle differs from proof to proof. */
  private int placeIn(SubmittedProof proof) throws ChainException, InterruptedException {
    List<Address> electorate = register.electorate(proof.id());
    int seat = electorate.indexOf(key.address());
    int shift = Byte.toUnsignedInt(proof.id().get(0));
    return seat < 0 ? electorate.size() : (seat + shift) % electorate.size();
  }
}
