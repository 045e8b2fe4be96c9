package io.lyceum.network.discovery;

import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.tls.AdmissionPolicy;
import io.lyceum.network.transport.PeerEndpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Where the nodes of the network are reached: as they signed it themselves, or else as it was
 * configured. Only addresses of admitted nodes are learned, so nobody can fill it; where there is
 * no room for all of these, the preferred ones stay. For any thread.
 */
public final class AddressBook {

  private record Own(KeyPair key, String host, int port) {}

  private final Map<Address, PeerEndpoint> configured = new HashMap<>();
  private final Bytes32 network;
  private final AdmissionPolicy admission;
  private final InstantSource clock;
  private final DiscoveryLimits limits;
  private final AddressFile file;
  private final SortedMap<Address, AddressRecord> records = new TreeMap<>();
  private final Map<Address, Long> lastNews = new HashMap<>();
  private Optional<Own> self = Optional.empty();
  private Optional<AddressRecord> ownRecord = Optional.empty();
  private long version;
  private long versionOnDisk;

  /**
   * Reads what was known before.
   *
   * @param network the hash of its genesis block, to which all records are bound
   * @param configured where some nodes are reached according to the configuration
   * @param admission whose records are believed
   * @param file where records outlive the process
   * @throws IllegalArgumentException if a node is configured twice
   */
  public AddressBook(
      Bytes32 network,
      List<PeerEndpoint> configured,
      AdmissionPolicy admission,
      InstantSource clock,
      DiscoveryLimits limits,
      Path file) {
    for (PeerEndpoint place : configured) {
      if (this.configured.putIfAbsent(place.address(), place) != null) {
        throw new IllegalArgumentException("Peer " + place.address() + " is listed twice");
      }
    }
    this.network = network;
    this.admission = admission;
    this.clock = clock;
    this.limits = limits;
    this.file = new AddressFile(file);
    for (AddressRecord record : this.file.read(limits.records())) {
      if (isTimely(record) && record.isAuthentic(network)) {
        records.put(record.node(), record);
      }
    }
  }

  /**
   * Counts a place as configured, until this node stops.
   *
   * @return whether that is news
   * @throws IllegalArgumentException with a sentence, if it is this node's or that of one that is
   *     not admitted
   */
  public synchronized boolean configure(PeerEndpoint place) {
    if (isOwn(place.address())) {
      throw new IllegalArgumentException(place.address() + " is this node");
    }
    if (!admission.admits(place.address())) {
      throw new IllegalArgumentException(place.address() + " is not admitted to the network");
    }
    return !place.equals(configured.put(place.address(), place));
  }

  /** Tells others from now on where this node is reached. */
  public synchronized void announce(KeyPair key, String host, int port) {
    self = Optional.of(new Own(key, host, port));
    records.remove(key.address());
    sign();
    version++;
  }

  /** What to tell others: this node's own record first, then those of admitted nodes. */
  public synchronized List<AddressRecord> records() {
    if (ownRecord.filter(record -> isOlderThan(record, limits.renewal().toMillis())).isPresent()) {
      sign();
    }
    dropOutdated();
    Stream<AddressRecord> preferredFirst =
        records.values().stream()
            .sorted(Comparator.comparing(record -> !admission.prefers(record.node())));
    return Stream.concat(ownRecord.stream(), preferredFirst).limit(limits.records()).toList();
  }

  /**
   * Takes what a peer tells. Records that are not newer than known ones, out of date, or of nodes
   * that are not admitted are passed over.
   *
   * @throws DiscoveryException if an admitted node did not sign what is told of it
   */
  public synchronized void learn(List<AddressRecord> told) throws DiscoveryException {
    for (AddressRecord record : told) {
      if (isNews(record)) {
        if (!record.isAuthentic(network)) {
          throw new DiscoveryException(
              "passed on an address of "
                  + record.node()
                  + " which that node did not sign for this network");
        }
        dropOutdated();
        if (hasRoomFor(record.node())) {
          records.put(record.node(), record);
          tellOthers(record.node());
        }
      }
    }
  }

  /** After a less preferred node has made room, if there is none. */
  private boolean hasRoomFor(Address node) {
    if (records.containsKey(node) || records.size() < limits.records()) {
      return true;
    }
    return admission.prefers(node)
        && records.keySet().stream()
            .filter(known -> !admission.prefers(known))
            .findFirst()
            .map(records::remove)
            .isPresent();
  }

  /** A node that moves again at once is heard of at the exchanges that need no news. */
  private void tellOthers(Address node) {
    long now = clock.millis();
    lastNews.values().removeIf(then -> now - then >= limits.interval().toMillis());
    if (lastNews.putIfAbsent(node, now) == null) {
      version++;
    }
  }

  private boolean isNews(AddressRecord record) {
    AddressRecord known = records.get(record.node());
    return (known == null || known.sequence() < record.sequence())
        && isTimely(record)
        && !isOwn(record.node())
        && admission.admits(record.node());
  }

  private boolean isOwn(Address node) {
    return self.filter(own -> own.key().address().equals(node)).isPresent();
  }

  private boolean isTimely(AddressRecord record) {
    Instant signed = Instant.ofEpochMilli(record.sequence());
    return !isOlderThan(record, limits.lifetime().toMillis())
        && !signed.isAfter(clock.instant().plus(limits.clockError()));
  }

  private boolean isOlderThan(AddressRecord record, long millis) {
    return record.sequence() < clock.millis() - millis;
  }

  private void dropOutdated() {
    if (records.values().removeIf(known -> !isTimely(known) || !admission.admits(known.node()))) {
      version++;
    }
  }

  private void sign() {
    ownRecord =
        self.map(
            own -> AddressRecord.sign(own.key(), network, own.host(), own.port(), clock.millis()));
  }

  /** Where to try a node, the likeliest place first; empty if nothing is known of it. */
  public synchronized List<PeerEndpoint> endpoints(Address node) {
    List<PeerEndpoint> places = new ArrayList<>();
    Optional.ofNullable(records.get(node)).map(AddressRecord::endpoint).ifPresent(places::add);
    Optional.ofNullable(configured.get(node))
        .filter(place -> !places.contains(place))
        .ifPresent(places::add);
    return List.copyOf(places);
  }

  /** The likeliest place of each admitted node, this one left out; ascending by address. */
  public synchronized List<PeerEndpoint> endpoints() {
    TreeSet<Address> nodes = new TreeSet<>(configured.keySet());
    nodes.addAll(records.keySet());
    return nodes.stream()
        .filter(node -> !isOwn(node) && admission.admits(node))
        .map(node -> endpoints(node).getFirst())
        .toList();
  }

  /** Where this node is reached; empty if it announced nothing. */
  public synchronized Optional<PeerEndpoint> own() {
    return ownRecord.map(AddressRecord::endpoint);
  }

  /** Grows whenever there is something that others may not know. */
  public synchronized long version() {
    return version;
  }

  /** Writes the file if something is new. */
  public synchronized void save() {
    if (version != versionOnDisk) {
      versionOnDisk = version;
      file.write(List.copyOf(records.values()));
    }
  }
}
