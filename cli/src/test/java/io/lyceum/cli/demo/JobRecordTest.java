package io.lyceum.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.Verdict;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class JobRecordTest {

  private static final Address CHEATER = at(2);
  private static final Bytes32 PROOF = Bytes32.repeat((byte) 7);

  private final JobRecord job = new JobRecord();

  @Test
  void aRejectedProofTellsWhoSampledTheBadSegmentAndWhoRefutedIt() {
    job.add(new ChainEvent.EpochBegan(0, 5.5, 2));
    job.add(new ChainEvent.Submitted(PROOF, CHEATER, 0, 1.0));
    attest(11, List.of(3, 5), List.of(Verdict.MATCH, Verdict.MISMATCH));
    attest(12, List.of(1, 2), List.of(Verdict.MATCH, Verdict.MATCH));
    job.add(new ChainEvent.Named(PROOF, 5, at(11), Verdict.MISMATCH));
    job.add(new ChainEvent.Judged(PROOF, 5, at(12), Verdict.MISMATCH));
    assertThat(job.proof(PROOF).outcome()).isEqualTo(ProofStatus.PENDING);
    job.add(new ChainEvent.Settled(PROOF, CHEATER, 0, ProofStatus.REJECTED));
    job.add(new ChainEvent.Slashed(CHEATER, BigInteger.TEN));

    ProofRecord proof = job.proofs(CHEATER, ProofStatus.REJECTED).getFirst();
    assertThat(proof.attestations()).isEqualTo(2);
    assertThat(proof.samplers(5)).containsExactly(at(11));
    assertThat(proof.refuters()).containsOnlyKeys(5);
    assertThat(proof.refuters().get(5)).containsExactlyInAnyOrder(at(11), at(12));
    assertThat(job.slashedFrom(CHEATER)).isEqualTo(BigInteger.TEN);
    assertThat(job.count(ProofStatus.ACCEPTED)).isZero();
  }

  @Test
  void aProofThatBroughtTooLittleHasNotFailed() {
    job.add(new ChainEvent.Submitted(PROOF, CHEATER, 0, 1.0));
    job.add(new ChainEvent.Settled(PROOF, CHEATER, 0, ProofStatus.INSUFFICIENT));
    assertThat(job.countFailed()).isZero();

    Bytes32 second = Bytes32.repeat((byte) 8);
    job.add(new ChainEvent.Submitted(second, CHEATER, 1, 1.0));
    job.add(new ChainEvent.Settled(second, CHEATER, 1, ProofStatus.EXPIRED));
    assertThat(job.countFailed()).isEqualTo(1);
  }

  @Test
  void lossesAreThoseOfTheFirstEpochsBeginAndTheLastOnesEnd() {
    assertThat(job.lossBefore()).isNaN();
    job.add(new ChainEvent.EpochBegan(0, 5.5, 2));
    assertThat(job.lossAfter()).isEqualTo(5.5);
    job.add(new ChainEvent.EpochClosed(0, 1, Optional.of(PROOF), 2.5));
    job.add(new ChainEvent.EpochBegan(1, 2.5, 2));
    job.add(new ChainEvent.EpochClosed(1, 0, Optional.empty(), 2.5));
    assertThat(job.lossBefore()).isEqualTo(5.5);
    assertThat(job.lossAfter()).isEqualTo(2.5);
    assertThat(job.closedEpochs()).isEqualTo(2);
    assertThat(job.finished()).isFalse();
    job.add(new ChainEvent.JobFinished());
    assertThat(job.finished()).isTrue();
  }

  @Test
  void theFewestSealsOfAllBlocksAreKept() {
    job.add(new ChainFollower.Block(1, 4, List.of()));
    job.add(new ChainFollower.Block(2, 3, List.of()));
    job.add(new ChainFollower.Block(3, 4, List.of()));
    assertThat(job.blocks()).isEqualTo(3);
    assertThat(job.minSeals()).isEqualTo(3);
  }

  private void attest(int authority, List<Integer> samples, List<Verdict> verdicts) {
    job.add(new ChainEvent.Attested(PROOF, at(authority), samples, verdicts, Verdict.MATCH));
  }

  private static Address at(int number) {
    return Address.fromHex("0x%040x".formatted(number));
  }
}
