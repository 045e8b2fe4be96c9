package io.lyceum.cli.membership;

import io.lyceum.cli.client.Pol;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.contracts.AuthorityRegistry;
import io.lyceum.contracts.LearnerRegistry;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** A registry of members on which authorities vote. */
sealed interface Roll {

  /** The contract. */
  Predeployed contract();

  /** What is known of its members, a line for each. */
  List<String> describe(LyceumContracts contracts);

  /** A vote to admit an account or to remove it. */
  RemoteFunctionCall<TransactionReceipt> vote(LyceumContracts contracts, Address of, boolean admit);

  /** How the motion stands for which a transaction voted. */
  Tally tally(TransactionReceipt vote);

  /** The motion to admit an account or to remove it. */
  byte[] motion(LyceumContracts contracts, Address of, boolean admit);

  /** Whether an authority has voted for a motion. */
  boolean hasSupported(LyceumContracts contracts, byte[] motion, String authority);

  /** What an account takes out of its bond: all that is free. */
  String withdrawal(LyceumContracts contracts, Address account);

  /** A deposit, whose value is sent along. */
  String deposit(LyceumContracts contracts);

  /** Who seals and attests. */
  record Authorities() implements Roll {

    @Override
    public Predeployed contract() {
      return Predeployed.AUTHORITY_REGISTRY;
    }

    @Override
    public List<String> describe(LyceumContracts contracts) {
      AuthorityRegistry registry = contracts.authorities();
      List<String> lines = new ArrayList<>();
      for (Object authority : RpcOption.read(registry.getValidators())) {
        BigInteger bond = RpcOption.read(registry.bondOf(authority.toString()));
        lines.add("%s  bond %s".formatted(authority, Pol.format(bond)));
      }
      lines.add("least bond  " + Pol.format(RpcOption.read(registry.minimumBond())));
      return lines;
    }

    @Override
    public RemoteFunctionCall<TransactionReceipt> vote(
        LyceumContracts contracts, Address of, boolean admit) {
      return contracts.authorities().vote(of.toString(), admit);
    }

    @Override
    public Tally tally(TransactionReceipt vote) {
      var event = AuthorityRegistry.getMotionSupportedEvents(vote).getFirst();
      return new Tally(event.votes, event.needed);
    }

    @Override
    public byte[] motion(LyceumContracts contracts, Address of, boolean admit) {
      return RpcOption.read(contracts.authorities().motionOf(of.toString(), admit));
    }

    @Override
    public boolean hasSupported(LyceumContracts contracts, byte[] motion, String authority) {
      return RpcOption.read(contracts.authorities().hasSupported(motion, authority));
    }

    @Override
    public String withdrawal(LyceumContracts contracts, Address account) {
      return contracts.authorities().withdraw().encodeFunctionCall();
    }

    @Override
    public String deposit(LyceumContracts contracts) {
      return contracts.authorities().deposit(BigInteger.ZERO).encodeFunctionCall();
    }
  }

  /** Who trains. */
  record Learners() implements Roll {

    @Override
    public Predeployed contract() {
      return Predeployed.LEARNER_REGISTRY;
    }

    @Override
    public List<String> describe(LyceumContracts contracts) {
      LearnerRegistry registry = contracts.learners();
      List<String> lines = new ArrayList<>();
      long count = RpcOption.read(registry.learnerCount()).longValueExact();
      for (long i = 0; i < count; i++) {
        String account = RpcOption.read(registry.learnerAt(BigInteger.valueOf(i)));
        LearnerRegistry.Learner learner = RpcOption.read(registry.learner(account));
        lines.add(
            "%s  %s, reputation %s, deposit %s and %s locked"
                .formatted(
                    account,
                    learner.admitted ? "admitted" : "removed",
                    learner.reputation,
                    Pol.format(learner.free),
                    Pol.format(learner.locked)));
      }
      return lines;
    }

    @Override
    public RemoteFunctionCall<TransactionReceipt> vote(
        LyceumContracts contracts, Address of, boolean admit) {
      return contracts.learners().vote(of.toString(), admit);
    }

    @Override
    public Tally tally(TransactionReceipt vote) {
      var event = LearnerRegistry.getMotionSupportedEvents(vote).getFirst();
      return new Tally(event.votes, event.needed);
    }

    @Override
    public byte[] motion(LyceumContracts contracts, Address of, boolean admit) {
      return RpcOption.read(contracts.learners().motionOf(of.toString(), admit));
    }

    @Override
    public boolean hasSupported(LyceumContracts contracts, byte[] motion, String authority) {
      return RpcOption.read(contracts.learners().hasSupported(motion, authority));
    }

    @Override
    public String withdrawal(LyceumContracts contracts, Address account) {
      BigInteger free = RpcOption.read(contracts.learners().learner(account.toString())).free;
      return contracts.learners().withdraw(free).encodeFunctionCall();
    }

    @Override
    public String deposit(LyceumContracts contracts) {
      return contracts.learners().deposit(BigInteger.ZERO).encodeFunctionCall();
    }
  }
}
