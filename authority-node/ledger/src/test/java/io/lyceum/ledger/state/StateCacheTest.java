package io.lyceum.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.trie.NodeCache;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A state with caches says and becomes what one without them says and becomes. */
class StateCacheTest {

  private static final int ACCOUNTS = 12;
  private static final int SLOTS = 4;
  private static final int BLOCKS = 25;

  private final Map<Bytes32, Bytes> nodes = new ConcurrentHashMap<>();

  private WorldState uncached(Bytes32 root) {
    return new WorldState(root, hash -> Optional.ofNullable(nodes.get(hash)), codes());
  }

  private static CodeStore codes() {
    return hash -> Optional.empty();
  }

  private NodeCache nodeCache(int bits) {
    return new NodeCache(hash -> Optional.ofNullable(nodes.get(hash)), bits);
  }

  private static Address address(int number) {
    return new Address(Bytes.repeat((byte) number, Address.SIZE));
  }

  private static StateChanges randomBlock(Random random, StateReader before) {
    SortedMap<Address, StateChanges.AccountChange> changes = new TreeMap<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      Address address = address(random.nextInt(ACCOUNTS));
      changes.put(address, randomChange(random, before.account(address).isPresent()));
    }
    return new StateChanges(changes);
  }

  private static StateChanges.AccountChange randomChange(Random random, boolean exists) {
    if (exists && random.nextInt(4) == 0) {
      return new StateChanges.AccountChange(
          Optional.empty(), true, new TreeMap<>(), Optional.empty());
    }
    SortedMap<UInt256, UInt256> slots = new TreeMap<>();
    int count = random.nextInt(SLOTS);
    for (int i = 0; i < count; i++) {
      slots.put(UInt256.valueOf(random.nextInt(SLOTS)), UInt256.valueOf(random.nextInt(3)));
    }
    var state = new AccountState(random.nextInt(3), UInt256.ONE, Keccak.EMPTY);
    boolean cleared = exists && random.nextInt(4) == 0;
    return new StateChanges.AccountChange(Optional.of(state), cleared, slots, Optional.empty());
  }

  private static void assertSame(WorldState cached, WorldState plain) {
    assertThat(cached.root()).isEqualTo(plain.root());
    for (int account = 0; account < ACCOUNTS; account++) {
      Address address = address(account);
      assertThat(cached.account(address)).isEqualTo(plain.account(address));
      assertThat(cached.hasStorage(address)).isEqualTo(plain.hasStorage(address));
      for (int slot = 0; slot < SLOTS; slot++) {
        UInt256 key = UInt256.valueOf(slot);
        assertThat(cached.storage(address, key)).isEqualTo(plain.storage(address, key));
      }
    }
  }

  @Property(tries = 60)
  void blocksTakenAndRefusedLeaveWhatAStateWithoutCachesHas(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int bits) {
    Random random = new Random(seed);
    NodeCache nodeCache = nodeCache(bits);
    StateCache cache = new StateCache(MerklePatriciaTrie.EMPTY_ROOT, bits);
    Bytes32 head = MerklePatriciaTrie.EMPTY_ROOT;
    List<WorldState> earlier = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      WorldState cached = new WorldState(head, nodeCache, codes(), cache);
      StateUpdate update = cached.apply(randomBlock(random, cached));
      StateUpdate plain = uncached(head).apply(update.changes());
      assertThat(update.root()).isEqualTo(plain.root());
      assertThat(update.nodes()).isEqualTo(plain.nodes());
      earlier.add(cached);
      boolean refused = random.nextInt(3) == 0;
      if (!refused) {
        nodes.putAll(update.nodes());
        nodeCache.addAll(update.nodes());
        cache.advance(update);
        head = update.root();
      }
      if (random.nextBoolean()) {
        assertSame(new WorldState(head, nodeCache, codes(), cache), uncached(head));
      }
      WorldState old = earlier.get(random.nextInt(earlier.size()));
      assertSame(old, uncached(old.root()));
    }
  }

  @Test
  void stateThatDoesNotFollowTheNewestOneReplacesIt() {
    NodeCache nodeCache = nodeCache(8);
    StateCache cache = new StateCache(MerklePatriciaTrie.EMPTY_ROOT, 4);
    Random random = new Random(1);
    Bytes32 head = MerklePatriciaTrie.EMPTY_ROOT;
    for (int block = 0; block < BLOCKS; block++) {
      StateUpdate unseen = uncached(head).apply(randomBlock(random, uncached(head)));
      nodes.putAll(unseen.nodes());
      StateUpdate seen =
          uncached(unseen.root()).apply(randomBlock(random, uncached(unseen.root())));
      nodes.putAll(seen.nodes());
      cache.advance(seen);
      head = seen.root();

      assertSame(new WorldState(head, nodeCache, codes(), cache), uncached(head));
    }
  }

  @Test
  @Timeout(60)
  void readersOfAnyStateAreRightWhileTheNewestGoesOn() throws Exception {
    NodeCache nodeCache = nodeCache(8);
    StateCache cache = new StateCache(MerklePatriciaTrie.EMPTY_ROOT, 3);
    AtomicReference<Bytes32> head = new AtomicReference<>(MerklePatriciaTrie.EMPTY_ROOT);
    AtomicBoolean over = new AtomicBoolean();
    Callable<Void> reading =
        () -> {
          while (!over.get()) {
            Bytes32 root = head.get();
            assertSame(new WorldState(root, nodeCache, codes(), cache), uncached(root));
          }
          return null;
        };
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      List<Future<Void>> reads = List.of(readers.submit(reading), readers.submit(reading));
      try {
        Random random = new Random(2);
        for (int block = 0; block < 20 * BLOCKS; block++) {
          WorldState state = new WorldState(head.get(), nodeCache, codes(), cache);
          StateUpdate update = state.apply(randomBlock(random, state));
          nodes.putAll(update.nodes());
          nodeCache.addAll(update.nodes());
          cache.advance(update);
          head.set(update.root());
        }
      } finally {
        over.set(true);
      }
      for (Future<Void> read : reads) {
        read.get();
      }
    }
  }
}
