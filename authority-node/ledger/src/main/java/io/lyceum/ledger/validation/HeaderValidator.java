package io.lyceum.ledger.validation;

import static io.lyceum.ledger.validation.BlockRule.ANCESTRY;
import static io.lyceum.ledger.validation.BlockRule.BASE_FEE;
import static io.lyceum.ledger.validation.BlockRule.BEACON_ROOT;
import static io.lyceum.ledger.validation.BlockRule.BLOB_GAS;
import static io.lyceum.ledger.validation.BlockRule.COINBASE;
import static io.lyceum.ledger.validation.BlockRule.COMMITTED_SEALS;
import static io.lyceum.ledger.validation.BlockRule.DIFFICULTY;
import static io.lyceum.ledger.validation.BlockRule.FORK_FIELDS;
import static io.lyceum.ledger.validation.BlockRule.GAS_LIMIT;
import static io.lyceum.ledger.validation.BlockRule.GAS_USED;
import static io.lyceum.ledger.validation.BlockRule.MIX_HASH;
import static io.lyceum.ledger.validation.BlockRule.NONCE;
import static io.lyceum.ledger.validation.BlockRule.OMMERS;
import static io.lyceum.ledger.validation.BlockRule.TIMESTAMP;
import static io.lyceum.ledger.validation.BlockRule.VALIDATORS;
import static io.lyceum.ledger.validation.BlockRule.VANITY;
import static io.lyceum.ledger.validation.BlockRule.VOTE;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.Quorum;
import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.types.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Besu's rules for the header of a QBFT block.
 *
 * <p>Besu imports some blocks that the QBFT specification forbids, and so do we, since a chain of
 * Besu must come in whole: a proposer whose turn it was not, or who proposed twice in a row; any
 * round number; any nonce; a vanity of any length; a base fee other than the chain prescribes; a
 * vote for any address; more seals than a quorum, in any order, and seals with a high s. Consensus
 * that is live is stricter: the turn and the round are checked with the messages that carry a
 * proposal, the rest by {@link #validateProposed}, and a block's size by its importer. A vote for
 * somebody who is no validator yet is what votes are for; one that could change nothing is refused
 * there.
 */
public final class HeaderValidator {

  private static final long MIN_GAS_LIMIT = 5000;
  private static final long GAS_LIMIT_BOUND_DIVISOR = 1024;
  private static final long ALLOWED_AHEAD_SECONDS = 1;

  private final ChainConfig config;
  private final ValidatorProvider validators;

  /** Checks headers of a chain. */
  public HeaderValidator(ChainConfig config, ValidatorProvider validators) {
    this.config = config;
    this.validators = validators;
  }

  /**
   * Checks a sealed header against all rules.
   *
   * @param now seconds since 1970
   * @throws InvalidBlockException naming the first rule that is broken
   * @throws IllegalStateException if the validators cannot be known
   */
  public void validateSealed(BlockHeader header, BlockHeader parent, long now)
      throws InvalidBlockException {
    List<Address> sealers = checkAllButSeals(header, parent, now);
    checkSeals(header, sealers);
  }

  /**
   * Checks a header that is not sealed yet: every rule but the seals, and what a proposer has no
   * choice about. A block that was prepared in an earlier round keeps its proposer, so that any
   * validator may be its coinbase here.
   *
   * @param now seconds since 1970
   * @throws InvalidBlockException naming the first rule that is broken
   * @throws IllegalStateException if the validators cannot be known
   */
  public void validateProposed(BlockHeader header, BlockHeader parent, long now)
      throws InvalidBlockException {
    List<Address> sealers = checkAllButSeals(header, parent, now);
    UInt256 expected = BaseFee.next(config, parent);
    demand(header.baseFee().equals(Optional.of(expected)), BASE_FEE, "not " + expected);
    demand(header.nonce().isZero(), NONCE, "" + header.nonce());
    QbftExtraData extraData = header.qbft();
    int vanity = extraData.vanity().size();
    demand(vanity == QbftExtraData.VANITY_SIZE, VANITY, vanity + " bytes");
    demand(
        header.parentBeaconBlockRoot().orElse(Bytes32.ZERO).isZero(),
        BEACON_ROOT,
        "" + header.parentBeaconBlockRoot());
    if (extraData.vote().isPresent()) {
      ValidatorVote vote = extraData.vote().get();
      boolean adds = vote.polarity() == ValidatorVote.Polarity.ADD;
      demand(adds != sealers.contains(vote.recipient()), VOTE, "it could change nothing");
    }
  }

  private List<Address> checkAllButSeals(BlockHeader header, BlockHeader parent, long now)
      throws InvalidBlockException {
    demand(
        header.number() == parent.number() + 1 && header.parentHash().equals(parent.hash()),
        ANCESTRY,
        "block " + header.number() + " does not follow block " + parent.number());
    checkForkFields(header);
    checkGas(header, parent);
    checkTime(header, parent, now);
    demand(header.mixHash().equals(BlockHeader.BFT_MIX_HASH), MIX_HASH, "" + header.mixHash());
    demand(header.difficulty().equals(UInt256.ONE), DIFFICULTY, "" + header.difficulty());
    demand(header.ommersHash().equals(BlockHeader.NO_OMMERS), OMMERS, "" + header.ommersHash());
    checkBlobGas(header, parent);
    return checkValidators(header, parent);
  }

  private void checkForkFields(BlockHeader header) throws InvalidBlockException {
    Fork fork = config.fork(header.number(), header.timestamp());
    checkPresence(header.baseFee(), true, "baseFee", fork);
    checkPresence(header.withdrawalsRoot(), fork.isAtLeast(Fork.SHANGHAI), "withdrawalsRoot", fork);
    boolean cancun = fork.isAtLeast(Fork.CANCUN);
    checkPresence(header.blobGasUsed(), cancun, "blobGasUsed", fork);
    checkPresence(header.excessBlobGas(), cancun, "excessBlobGas", fork);
    checkPresence(header.parentBeaconBlockRoot(), cancun, "parentBeaconBlockRoot", fork);
    checkPresence(header.requestsHash(), fork.isAtLeast(Fork.PRAGUE), "requestsHash", fork);
  }

  private static void checkPresence(Optional<?> field, boolean wanted, String name, Fork fork)
      throws InvalidBlockException {
    demand(
        field.isPresent() == wanted,
        FORK_FIELDS,
        name + (wanted ? " is missing in " : " does not belong to ") + fork);
  }

  private static void checkGas(BlockHeader header, BlockHeader parent)
      throws InvalidBlockException {
    demand(
        header.gasUsed() <= header.gasLimit(),
        GAS_USED,
        header.gasUsed() + " of " + header.gasLimit());
    long delta = Math.abs(header.gasLimit() - parent.gasLimit());
    demand(
        header.gasLimit() >= MIN_GAS_LIMIT && delta < parent.gasLimit() / GAS_LIMIT_BOUND_DIVISOR,
        GAS_LIMIT,
        header.gasLimit() + " after " + parent.gasLimit());
  }

  private void checkTime(BlockHeader header, BlockHeader parent, long now)
      throws InvalidBlockException {
    demand(
        header.timestamp() <= now + ALLOWED_AHEAD_SECONDS,
        TIMESTAMP,
        header.timestamp() + " at " + now);
    demand(
        header.timestamp()
            >= parent.timestamp()
                + config.qbft(header.number(), header.timestamp()).blockPeriod().toSeconds(),
        TIMESTAMP,
        header.timestamp() + " after " + parent.timestamp());
  }

  private void checkBlobGas(BlockHeader header, BlockHeader parent) throws InvalidBlockException {
    demand(header.blobGasUsed().orElse(0L) == 0, BLOB_GAS, "blob transactions are not accepted");
    demand(
        header.excessBlobGas().orElse(0L)
            == BlobGas.excessAfter(config, parent, header.timestamp()),
        BLOB_GAS,
        "excess " + header.excessBlobGas().orElse(0L));
  }

  private List<Address> checkValidators(BlockHeader header, BlockHeader parent)
      throws InvalidBlockException {
    QbftExtraData extraData = header.qbft();
    List<Address> sealers = validators.validatorsAfter(parent);
    demand(
        extraData
            .validators()
            .equals(validators.listedInHeader(header.number(), parent.timestamp(), sealers)),
        VALIDATORS,
        extraData.validators() + " where " + sealers + " seal");
    demand(
        validators.allowsVotes(header.number(), parent.timestamp()) || extraData.vote().isEmpty(),
        VOTE,
        "a contract decides here");
    demand(
        sealers.contains(header.coinbase()), COINBASE, header.coinbase() + " is not a validator");
    return sealers;
  }

  private static void checkSeals(BlockHeader header, List<Address> sealers)
      throws InvalidBlockException {
    List<Address> signers = CommittedSeals.signers(header);
    demand(signers.size() == header.qbft().seals().size(), COMMITTED_SEALS, "a seal is of nobody");
    demand(
        new HashSet<>(signers).size() == signers.size(), COMMITTED_SEALS, "a signer sealed twice");
    int needed = new Quorum(sealers.size()).size();
    demand(
        signers.size() >= needed,
        COMMITTED_SEALS,
        signers.size() + " seals where " + needed + " are needed");
    demand(sealers.containsAll(signers), COMMITTED_SEALS, "a seal of one who is not a validator");
  }

  private static void demand(boolean holds, BlockRule rule, String finding)
      throws InvalidBlockException {
    if (!holds) {
      throw new InvalidBlockException(rule, finding);
    }
  }
}
