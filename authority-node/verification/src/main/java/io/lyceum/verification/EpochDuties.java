package io.lyceum.verification;

import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.job.Job;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;

/** Begins jobs and closes epochs when they are due and it is this authority's turn. */
final class EpochDuties {

  private final ChainClient chain;
  private final ProofOfLearning contract;
  private final ProofRegister register;
  private final DutySender duties;
  private final VerificationListener listener;

  EpochDuties(
      ChainClient chain, ProofRegister register, DutySender duties, VerificationListener listener) {
    this.chain = chain;
    this.contract = chain.contracts().proofs();
    this.register = register;
    this.duties = duties;
    this.listener = listener;
  }

  /** Begins a job whose start block is reached and in which somebody is enrolled. */
  void begin(Job job, long block) throws ChainException, InterruptedException {
    BigInteger id = job.number();
    String duty = "begin job " + id;
    if (block >= job.startBlock()
        && register.enrolled(id) > 0
        && duties.isDue(duty, block, place(id))) {
      duties.send(
          duty, contract.begin(id), block, () -> listener.on(new VerificationEvent.JobBegun(id)));
    }
  }

  /** Closes an epoch that can be closed. */
  void close(BigInteger jobId, BigInteger epoch, long block)
      throws ChainException, InterruptedException {
    String duty = "close epoch " + epoch + " of job " + jobId;
    if (register.isClosable(jobId, epoch) && duties.isDue(duty, block, place(epoch))) {
      duties.send(
          duty,
          contract.closeEpoch(jobId, epoch),
          block,
          () -> listener.on(new VerificationEvent.EpochClosed(jobId, epoch)));
    }
  }

  /** The order in which authorities act differs from one number to the next. */
  private int place(BigInteger number) throws ChainException, InterruptedException {
    List<Address> authorities = register.authorities();
    int seat = authorities.indexOf(chain.account());
    return seat < 0
        ? authorities.size()
        : number
            .add(BigInteger.valueOf(seat))
            .mod(BigInteger.valueOf(authorities.size()))
            .intValueExact();
  }
}
