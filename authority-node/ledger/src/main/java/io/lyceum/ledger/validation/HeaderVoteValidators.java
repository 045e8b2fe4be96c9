package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Validators by votes in headers (Besu's block header mode). A vote counts once its block is the
 * parent; more than half of the validators decide; an epoch block drops outstanding votes, and its
 * own is ignored.
 */
public final class HeaderVoteValidators implements ValidatorProvider {

  private static final int REMEMBERED_TALLIES = 128;

  private final HeaderLookup headers;
  private final long epochLength;
  private final Map<Bytes32, VoteTally> tallies =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes32, VoteTally> eldest) {
          return size() > REMEMBERED_TALLIES;
        }
      };

  /** Reads votes from the headers of a chain with epochs of some length in blocks. */
  public HeaderVoteValidators(HeaderLookup headers, long epochLength) {
    this.headers = headers;
    this.epochLength = epochLength;
  }

  @Override
  public synchronized List<Address> validatorsAfter(BlockHeader parent) {
    return tallyAfter(parent).validators();
  }

  @Override
  public List<Address> listedInHeader(List<Address> validators) {
    return validators;
  }

  @Override
  public boolean allowsVotes() {
    return true;
  }

  private VoteTally tallyAfter(BlockHeader header) {
    Deque<BlockHeader> untold = new ArrayDeque<>();
    BlockHeader known = header;
    while (!isEpoch(known) && !tallies.containsKey(known.hash())) {
      untold.push(known);
      Bytes32 parentHash = known.parentHash();
      known =
          headers
              .header(parentHash)
              .orElseThrow(
                  () -> new IllegalStateException("The chain lacks the header " + parentHash));
    }
    VoteTally tally = isEpoch(known) ? VoteTally.atEpoch(known) : tallies.get(known.hash());
    for (BlockHeader next : untold) {
      tally = tally.after(next);
      tallies.put(next.hash(), tally);
    }
    return tally;
  }

  private boolean isEpoch(BlockHeader header) {
    return header.number() % epochLength == 0;
  }
}
