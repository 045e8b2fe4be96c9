package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Validators by votes in headers (Besu's block header mode). A vote counts once its block is the
 * parent; more than half of the validators decide; an epoch block drops outstanding votes, and its
 * own is ignored. A transition may put others in their place at some block.
 */
public final class HeaderVoteValidators implements ValidatorProvider {

  private static final int REMEMBERED_TALLIES = 128;

  private final HeaderLookup headers;
  private final long epochLength;
  private final LongFunction<Optional<List<Address>>> replacements;
  private final Map<Bytes32, VoteTally> tallies =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes32, VoteTally> eldest) {
          return size() > REMEMBERED_TALLIES;
        }
      };

  /** Reads votes from the headers of a chain with epochs of some length in blocks. */
  public HeaderVoteValidators(HeaderLookup headers, long epochLength) {
    this(headers, epochLength, _ -> Optional.empty());
  }

  /**
   * Reads votes from the headers of a chain with epochs of some length in blocks.
   *
   * @param replacements the validators who take over with exactly the block of a number, if any
   */
  public HeaderVoteValidators(
      HeaderLookup headers, long epochLength, LongFunction<Optional<List<Address>>> replacements) {
    this.headers = headers;
    this.epochLength = epochLength;
    this.replacements = replacements;
  }

  @Override
  public synchronized List<Address> validatorsAfter(BlockHeader parent) {
    return tallyAfter(parent).validators();
  }

  @Override
  public List<Address> listedInHeader(long number, long parentTimestamp, List<Address> validators) {
    return validators;
  }

  @Override
  public boolean allowsVotes(long number, long parentTimestamp) {
    return true;
  }

  private VoteTally tallyAfter(BlockHeader header) {
    Deque<BlockHeader> untold = new ArrayDeque<>();
    BlockHeader known = header;
    Optional<VoteTally> start = known(known);
    while (start.isEmpty()) {
      untold.push(known);
      Bytes32 parentHash = known.parentHash();
      known =
          headers
              .header(parentHash)
              .orElseThrow(
                  () -> new IllegalStateException("The chain lacks the header " + parentHash));
      start = known(known);
    }
    VoteTally tally = start.get();
    for (BlockHeader next : untold) {
      tally = tally.after(next);
      tallies.put(next.hash(), tally);
    }
    return tally;
  }

  /** The tally after a header, if none of the headers before it need be read for it. */
  private Optional<VoteTally> known(BlockHeader header) {
    Optional<List<Address>> replaced = replacements.apply(header.number() + 1);
    if (replaced.isPresent()) {
      VoteTally tally = VoteTally.withoutVotes(replaced.get());
      // Besu counts the vote of the block before already among those who take over.
      return Optional.of(isEpoch(header) ? tally : tally.after(header));
    }
    return isEpoch(header)
        ? Optional.of(atEpoch(header))
        : Optional.ofNullable(tallies.get(header.hash()));
  }

  /** Only block 0, which a genesis file gives, can hold anything else than QBFT's extraData. */
  private static VoteTally atEpoch(BlockHeader header) {
    try {
      return VoteTally.atEpoch(header);
    } catch (InvalidRlpException e) {
      throw new UnknownValidatorsException(
          "The extraData of block " + header.number() + " names no validators", e);
    }
  }

  private boolean isEpoch(BlockHeader header) {
    return header.number() % epochLength == 0;
  }
}
