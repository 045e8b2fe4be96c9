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

  private record Entry<K, V>(K key, V value) {}

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
    int place = placeOf(key);
    Entry<K, V> entry = places.getAcquire(place);
    if (!isOf(key, entry)) {
      entry = places.getAcquire(place ^ 1);
    }
    return isOf(key, entry) ? Optional.of(entry.value()) : Optional.empty();
  }

  /** Holds a value in the place of the key's former one, or of another key's. */
  public void put(K key, V value) {
    int place = placeOf(key);
    Entry<K, V> former = places.getAcquire(place);
    if (former != null && !isOf(key, former)) {
      places.setRelease(place ^ 1, former);
    } else if (isOf(key, places.getAcquire(place ^ 1))) {
      places.setRelease(place ^ 1, null);
    }
    places.setRelease(place, new Entry<>(key, value));
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

  private int placeOf(K key) {
    return key.hashCode() * SPREAD >>> shift;
  }

  private boolean isOf(K key, Entry<K, V> entry) {
    return entry != null && entry.key().equals(key);
  }
}
