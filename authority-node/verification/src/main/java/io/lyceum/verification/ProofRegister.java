package io.lyceum.verification;

import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.Verdict;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.data.Shard;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.protocol.core.RemoteFunctionCall;

/** What the contract {@code ProofOfLearning} says of epochs and proofs. */
final class ProofRegister {

  private static final int EPOCH_NONE = 0;
  private static final int EPOCH_OPEN = 1;

  private final ChainClient chain;
  private final ProofOfLearning contract;

  ProofRegister(ChainClient chain) {
    this.chain = chain;
    this.contract = chain.contracts().proofs();
  }

  /** The number of a job's epoch in progress, or of its last one. */
  BigInteger currentEpoch(BigInteger jobId) throws ChainException, InterruptedException {
    return chain.read("The epoch of job " + jobId, contract.currentEpoch(jobId));
  }

  /** Whether an epoch takes submissions or has some in attestation; false before it begins. */
  boolean isOpen(BigInteger jobId, BigInteger epoch) throws ChainException, InterruptedException {
    return epochStatus(jobId, epoch) == EPOCH_OPEN;
  }

  /** Whether an epoch has begun at some time. */
  boolean hasBegun(BigInteger jobId, BigInteger epoch) throws ChainException, InterruptedException {
    return epochStatus(jobId, epoch) != EPOCH_NONE;
  }

  boolean isClosable(BigInteger jobId, BigInteger epoch)
      throws ChainException, InterruptedException {
    return chain.read("Epoch " + epoch, contract.closable(jobId, epoch));
  }

  /** How many learners are enrolled in a job now. */
  int enrolled(BigInteger jobId) throws ChainException, InterruptedException {
    return list("The learners of job " + jobId, contract.enrolled(jobId)).size();
  }

  /** The proofs of an epoch in the order of submission. */
  List<Bytes32> proofs(BigInteger jobId, BigInteger epoch)
      throws ChainException, InterruptedException {
    return list("The proofs of epoch " + epoch, contract.proofsOf(jobId, epoch)).stream()
        .map(id -> Bytes32.wrap((byte[]) id))
        .toList();
  }

  SubmittedProof proof(Bytes32 id) throws ChainException, InterruptedException {
    return SubmittedProof.of(id, chain.read("Proof " + id, contract.proof(bytes(id))));
  }

  /** Who judges a proof, by seat. */
  List<Address> electorate(Bytes32 id) throws ChainException, InterruptedException {
    return addresses("The electorate of " + id, contract.electorate(bytes(id)));
  }

  /** The authorities of the present. */
  List<Address> authorities() throws ChainException, InterruptedException {
    return addresses("The authorities", chain.contracts().authorities().getValidators());
  }

  /** Whether an authority of a proof's electorate has attested it. */
  boolean hasAttested(Bytes32 id, Address authority) throws ChainException, InterruptedException {
    return chain.read(
        "The attestation of " + id, contract.hasAttested(bytes(id), authority.toString()));
  }

  List<Integer> namedSegments(Bytes32 id) throws ChainException, InterruptedException {
    return list("The named segments of " + id, contract.namedSegments(bytes(id))).stream()
        .map(segment -> ((BigInteger) segment).intValueExact())
        .toList();
  }

  /** The verdict of an authority of a proof's electorate on a claim, if it gave one. */
  Optional<Verdict> verdict(Bytes32 id, int claim, Address authority)
      throws ChainException, InterruptedException {
    return Verdict.of(
        chain.read(
            "The verdict on claim " + claim,
            contract.verdictOf(bytes(id), BigInteger.valueOf(claim), authority.toString())));
  }

  /** What settlement would make of a proof now. */
  ProofStatus outcome(Bytes32 id) throws ChainException, InterruptedException {
    return ProofStatus.of(chain.read("The outcome of " + id, contract.outcome(bytes(id))));
  }

  /** The learner's part of the data in a proof. */
  Shard shard(SubmittedProof proof) throws ChainException, InterruptedException {
    var rank =
        chain.read(
            "The rank of " + proof.learner(),
            contract.rank(proof.jobId(), proof.epoch(), proof.learner().toString()));
    return new Shard(rank.component1().intValueExact(), rank.component2().intValueExact());
  }

  private int epochStatus(BigInteger jobId, BigInteger epoch)
      throws ChainException, InterruptedException {
    return chain.read("Epoch " + epoch, contract.epochState(jobId, epoch)).status.intValueExact();
  }

  private List<Address> addresses(String what, RemoteFunctionCall<?> call)
      throws ChainException, InterruptedException {
    return list(what, call).stream().map(text -> Address.fromHex((String) text)).toList();
  }

  private List<?> list(String what, RemoteFunctionCall<?> call)
      throws ChainException, InterruptedException {
    return (List<?>) chain.read(what, call);
  }

  private static byte[] bytes(Bytes32 hash) {
    return hash.toArrayUnsafe();
  }
}
