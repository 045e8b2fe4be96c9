package io.lyceum.authority.membership;

import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ContractCall;
import io.lyceum.ledger.validation.ValidatorProvider;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Reads the members from the chain: validators in whatever way the chain has them, learners from
 * the {@code LearnerRegistry}. A chain without this contract, such as one that Besu began, has no
 * learners. For one thread at a time.
 */
final class ChainRegistries implements Registries {

  private static final Address REGISTRY = Address.fromHex(Predeployed.LEARNER_REGISTRY.address());

  /** More are not looked at. */
  private static final int MOST_LEARNERS = 1024;

  private record Learners(Bytes32 storageRoot, Set<Address> admitted) {}

  private final Blockchain chain;
  private final ValidatorProvider validators;
  private final ContractCall calls;
  private final LyceumContracts contracts = LyceumContracts.encoders();
  private Learners known = new Learners(Bytes32.ZERO, Set.of());

  /**
   * @param chain whose states are read
   * @param validators of each block
   * @param calls asks the contract
   */
  ChainRegistries(Blockchain chain, ValidatorProvider validators, ContractCall calls) {
    this.chain = chain;
    this.validators = validators;
    this.calls = calls;
  }

  @Override
  public Set<Address> authoritiesAfter(BlockHeader head) {
    return new TreeSet<>(validators.validatorsAfter(head));
  }

  @Override
  public Set<Address> learnersAfter(BlockHeader head) {
    // Most blocks leave the registry alone, and then its storage tells so.
    Bytes32 storageRoot = chain.stateAt(head.stateRoot()).proof(REGISTRY, List.of()).storageRoot();
    if (!known.storageRoot().equals(storageRoot)) {
      known = new Learners(storageRoot, read(head));
    }
    return known.admitted();
  }

  private Set<Address> read(BlockHeader head) {
    Set<Address> admitted = new TreeSet<>();
    BigInteger count = number(head, contracts.learners().learnerCount().encodeFunctionCall());
    int looked = count.min(BigInteger.valueOf(MOST_LEARNERS)).intValue();
    for (int i = 0; i < looked; i++) {
      Bytes word =
          ask(head, contracts.learners().learnerAt(BigInteger.valueOf(i)).encodeFunctionCall());
      Address learner = new Address(word.slice(Bytes32.SIZE - Address.SIZE));
      String isLearner = contracts.learners().isLearner(learner.toString()).encodeFunctionCall();
      if (number(head, isLearner).signum() > 0) {
        admitted.add(learner);
      }
    }
    return admitted;
  }

  private BigInteger number(BlockHeader head, String input) {
    return ask(head, input).toUnsignedBigInteger();
  }

  /** The one word that the contract answers; zero where there is no such contract. */
  private Bytes32 ask(BlockHeader head, String input) {
    return calls
        .call(head, REGISTRY, Bytes.fromHexString(input))
        .filter(answer -> answer.size() == Bytes32.SIZE)
        .map(Bytes32::wrap)
        .orElse(Bytes32.ZERO);
  }
}
