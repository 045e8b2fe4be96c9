package io.lyceum.authority.sync;

import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Consecutive items, one for each height, that several peers are asked for in ranges: who was asked
 * for what, and what has come, in whatever order. For one thread at a time.
 *
 * @param <T> a header or a block
 */
final class RangeQueue<T> {

  /** So many peers may be asked for the same at once. */
  private static final int MOST_CLAIMS_ON_ONE = 2;

  /**
   * What one peer was asked for.
   *
   * @param first height of the first item
   * @param count of the items
   * @param peer who was asked
   * @param sinceMillis when, in milliseconds since 1970
   */
  record Claim(long first, int count, Address peer, long sinceMillis) {

    boolean covers(long height) {
      return height >= first && height < first + count;
    }
  }

  /**
   * An item that has come.
   *
   * @param item checked
   * @param from whom
   * @param bytes of its encoding
   */
  record Arrived<T>(T item, Address from, int bytes) {}

  private final NavigableMap<Long, Arrived<T>> arrived = new TreeMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private final long patienceMillis;
  private long next;
  private long end;
  private long bytes;

  /**
   * @param next height of the first item that is wanted
   * @param patienceMillis after which a second peer is asked for what is wanted first
   */
  RangeQueue(long next, long patienceMillis) {
    this.next = next;
    this.end = next;
    this.patienceMillis = patienceMillis;
  }

  /** Height of the first item that is wanted. */
  long next() {
    return next;
  }

  /** Bytes of all that has come. */
  long bytes() {
    return bytes;
  }

  /** How many peers are being asked. */
  int claims() {
    return claims.size();
  }

  /** Height of the first item that has not come and that nobody is asked for. */
  long firstFree() {
    long height = end;
    boolean skipped = true;
    while (skipped) {
      skipped = arrived.containsKey(height) || isClaimed(height);
      height = skipped ? height + 1 : height;
    }
    return height;
  }

  /**
   * Height of the last item before the first gap; one below {@link #next()} if nothing has come.
   */
  long contiguousEnd() {
    return end - 1;
  }

  /**
   * Decides what to ask a peer for: what nobody is asked for yet, or, if that is nothing, what is
   * wanted first and has been awaited from another for too long.
   *
   * @param last height up to which may be asked
   * @param most items at once
   */
  Optional<Claim> claim(Address peer, long last, int most, long nowMillis) {
    long first = firstFree();
    if (first > last) {
      return claimOverdue(peer, last, most, nowMillis);
    }
    int count = 1;
    while (count < most && first + count <= last && isFree(first + count)) {
      count++;
    }
    return Optional.of(add(new Claim(first, count, peer, nowMillis)));
  }

  private Optional<Claim> claimOverdue(Address peer, long last, int most, long nowMillis) {
    List<Claim> onNext = claims.stream().filter(claim -> claim.covers(next)).toList();
    boolean overdue =
        !onNext.isEmpty()
            && onNext.size() < MOST_CLAIMS_ON_ONE
            && onNext.stream()
                .allMatch(
                    claim ->
                        !claim.peer().equals(peer)
                            && nowMillis - claim.sinceMillis() >= patienceMillis);
    if (!overdue || arrived.containsKey(next) || next > last) {
      return Optional.empty();
    }
    Claim late = onNext.getFirst();
    long end = Math.min(last, late.first() + late.count() - 1);
    int count = (int) Math.min(most, end - next + 1);
    return Optional.of(add(new Claim(next, count, peer, nowMillis)));
  }

  private Claim add(Claim claim) {
    claims.add(claim);
    return claim;
  }

  /** Takes what a peer gave, and makes what it did not give free for others. */
  void deliver(Claim claim, List<Arrived<T>> items) {
    claims.remove(claim);
    long height = claim.first();
    for (Arrived<T> item : items) {
      if (height >= next && arrived.putIfAbsent(height, item) == null) {
        bytes += item.bytes();
      }
      height++;
    }
    passArrived();
  }

  /** Moves on: items below a height are not wanted any more. */
  void advanceTo(long height) {
    while (!arrived.isEmpty() && arrived.firstKey() < height) {
      bytes -= arrived.pollFirstEntry().getValue().bytes();
    }
    next = Math.max(next, height);
    end = Math.max(end, next);
    passArrived();
  }

  private void passArrived() {
    while (arrived.containsKey(end)) {
      end++;
    }
  }

  /** The item at a height, if it has come. */
  Optional<Arrived<T>> get(long height) {
    return Optional.ofNullable(arrived.get(height));
  }

  private boolean isFree(long height) {
    return !arrived.containsKey(height) && !isClaimed(height);
  }

  private boolean isClaimed(long height) {
    return claims.stream().anyMatch(claim -> claim.covers(height));
  }
}
