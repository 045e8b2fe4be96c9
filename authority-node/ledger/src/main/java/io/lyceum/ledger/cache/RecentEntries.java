package io.lyceum.ledger.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * Entries in a table of fixed size: each key has two places, which are next to each other, and a
 * new entry takes that of the older one. To put and to get costs a few steps and no lock, which
 * matters where thousands of entries come with each block; in return a key that is in use may be
 * pushed out by others of its places. Any thread may read; {@link #put} is for many threads only if
 * all give a key the same value.
 *
 * @param <K> with a good {@code hashCode}
 */
public final class RecentEntries<K, V> {

  /** Spreads hash codes over the table: 2^32 divided by the golden ratio. */
  private static final int SPREAD = 0x9e3779b9;

  private final AtomicReferenceArray<Entry<K, V>> places;
  private final int shift;

  /** The hash code is compared first: keys of many bytes take longer. */
  private record Entry<K, V>(int hash, K key, V value) {

    boolean isOf(int otherHash, Object otherKey) {
      return hash == otherHash && key.equals(otherKey);
    }
  }

  /** Makes room for at most {@code 2^bits} entries, for 1 to 24 bits. */
  public RecentEntries(int bits) {
    if (bits < 1 || bits > 24) {
      throw new IllegalArgumentException("From 1 to 24 bits, not " + bits);
    }
    places = new AtomicReferenceArray<>(1 << bits);
    shift = Integer.SIZE - bits;
  }

  /** The value of a key, if it is held. */
  public Optional<V> get(K key) {
    int hash = key.hashCode();
    int place = placeOf(hash);
    Entry<K, V> entry = places.getAcquire(place);
    if (entry == null || !entry.isOf(hash, key)) {
      entry = places.getAcquire(place ^ 1);
    }
    return entry != null && entry.isOf(hash, key) ? Optional.of(entry.value()) : Optional.empty();
  }

  /** Holds a value in the place of the key's former one, or of another key's. */
  public void put(K key, V value) {
    int hash = key.hashCode();
    int place = placeOf(hash);
    Entry<K, V> former = places.getAcquire(place);
    if (former == null || former.isOf(hash, key)) {
      Entry<K, V> beside = places.getAcquire(place ^ 1);
      if (beside != null && beside.isOf(hash, key)) {
        places.setRelease(place ^ 1, null);
      }
    } else {
      places.setRelease(place ^ 1, former);
    }
    places.setRelease(place, new Entry<>(hash, key, value));
  }

  /** Drops the entries of some keys. */
  public void removeIf(Predicate<K> unwanted) {
    for (int place = 0; place < places.length(); place++) {
      Entry<K, V> entry = places.getAcquire(place);
      if (entry != null && unwanted.test(entry.key())) {
        places.setRelease(place, null);
      }
    }
  }

  private int placeOf(int hash) {
    return hash * SPREAD >>> shift;
  }
}
