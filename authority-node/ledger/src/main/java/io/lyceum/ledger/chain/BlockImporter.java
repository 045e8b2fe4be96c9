package io.lyceum.ledger.chain;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.evm.BlockHashes;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.Durability;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.transaction.SenderRecovery;
import io.lyceum.ledger.validation.BlockRule;
import io.lyceum.ledger.validation.HeaderValidator;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.ledger.validation.ScheduledValidators;
import io.lyceum.ledger.validation.ValidatorProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The one door through which blocks reach the chain: header rules, seals, execution, comparison,
 * atomic append. A proposal goes through the same rules, but for the seals that it has not got yet.
 * One block is handled at a time; any thread may call.
 */
public final class BlockImporter {

  /** What became of a block that obeys the rules. */
  public enum Outcome {
    /** It is the new head. */
    IMPORTED,
    /** The chain had it already. */
    ALREADY_KNOWN
  }

  /** Rounds of one height whose proposals were executed and may yet be sealed. */
  private static final int REMEMBERED_EXECUTIONS = 4;

  private final Blockchain chain;
  private final ValidatorProvider validators;
  private final HeaderValidator headers;
  private final BodyValidator bodies;
  private final BlockHashes ancestors;
  private final SenderRecovery senders;
  private final Map<Bytes32, ExecutedBlock> executions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes32, ExecutedBlock> eldest) {
          return size() > REMEMBERED_EXECUTIONS;
        }
      };

  /**
   * Opens the door to a chain, with the consensus that its genesis describes.
   *
   * @param codes analysed code, which may be shared
   */
  public BlockImporter(Blockchain chain, CodeCache codes) {
    this(chain, codes, SenderRecovery.alone());
  }

  /**
   * Opens the door to a chain, with the consensus that its genesis describes.
   *
   * @param codes analysed code, which may be shared
   * @param senders recovers those of a block before it is executed
   */
  public BlockImporter(Blockchain chain, CodeCache codes, SenderRecovery senders) {
    ChainConfig config = chain.genesis().config();
    this.chain = chain;
    this.validators = validatorsOf(chain, codes);
    this.headers = new HeaderValidator(config, validators);
    this.bodies = new BodyValidator(new BlockExecutor(config, codes));
    this.ancestors = number -> chain.hash(number).orElse(Bytes32.ZERO);
    this.senders = senders;
  }

  private static ValidatorProvider validatorsOf(Blockchain chain, CodeCache codes) {
    ChainConfig config = chain.genesis().config();
    var calls = new SimulatedContractCall(chain, new CallSimulator(config, codes));
    return new ScheduledValidators(config.consensus(), chain::header, calls);
  }

  /** Who seals which block of this chain. */
  public ValidatorProvider validators() {
    return validators;
  }

  /**
   * Validates a sealed block and appends it to the head.
   *
   * @param now seconds since 1970
   * @throws InvalidBlockException naming the first rule that is broken; a block that does not
   *     follow the head breaks {@link io.lyceum.ledger.validation.BlockRule#ANCESTRY}
   */
  public Outcome importBlock(Block block, long now) throws InvalidBlockException {
    return importBlock(block, now, Durability.AT_ONCE);
  }

  /**
   * The same, with a say in when the block must be safe from a crash of the machine.
   *
   * @throws InvalidBlockException naming the first rule that is broken
   */
  public synchronized Outcome importBlock(Block block, long now, Durability durability)
      throws InvalidBlockException {
    Bytes32 hash = block.hash();
    BlockHeader parent = chain.head();
    if (block.number() <= parent.number()
        && chain.hash(block.number()).filter(hash::equals).isPresent()) {
      return Outcome.ALREADY_KNOWN;
    }
    headers.validateSealed(block.header(), parent, now);
    ExecutedBlock executed = executed(hash, block, parent);
    chain.append(new ImportedBlock(block, executed.receipts(), executed.state()), durability);
    executions.clear();
    return Outcome.IMPORTED;
  }

  /**
   * Validates a proposal on top of the head: everything but seals. Its execution is remembered, so
   * that importing the sealed block does not repeat it.
   *
   * @param now seconds since 1970
   * @throws InvalidBlockException naming the first rule that is broken
   */
  public synchronized void validateProposal(Block block, long now) throws InvalidBlockException {
    BlockHeader parent = chain.head();
    headers.validateProposed(block.header(), parent, now);
    checkSize(block);
    executed(block.hash(), block, parent);
  }

  /**
   * Remembers the execution of a block that this node built on the head itself, so that neither
   * validating it as a proposal nor importing it, once it is sealed, repeats it. All other rules
   * are checked then as for any block. A block on another parent is forgotten at once.
   */
  public synchronized void remember(ImportedBlock built) {
    Block block = built.block();
    if (block.header().parentHash().equals(chain.headHash())) {
      executions.put(
          block.hash(), new ExecutedBlock(block.body(), built.receipts(), built.state()));
    }
  }

  /** EIP-7934, which Besu does not ask of the blocks of a QBFT chain when it imports them. */
  private void checkSize(Block block) throws InvalidBlockException {
    BlockHeader header = block.header();
    ChainConfig config = chain.genesis().config();
    OptionalInt limit = Forks.rules(config, header.number(), header.timestamp()).blockSizeLimit();
    if (limit.isPresent() && block.encoded().size() > limit.getAsInt()) {
      throw new InvalidBlockException(
          BlockRule.BLOCK_SIZE, block.encoded().size() + " bytes of " + limit.getAsInt());
    }
  }

  private ExecutedBlock executed(Bytes32 hash, Block block, BlockHeader parent)
      throws InvalidBlockException {
    ExecutedBlock known = executions.get(hash);
    // The hash covers the header alone, so a known one says nothing about another body.
    if (known != null && known.body().equals(block.body())) {
      return known;
    }
    BodyValidator.checkCommitments(block);
    senders.recover(block.body().transactions());
    ExecutedBlock executed = bodies.execute(block, chain.stateAt(parent.stateRoot()), ancestors);
    executions.put(hash, executed);
    return executed;
  }
}
