package io.lyceum.verification;

import io.lyceum.ledger.types.Address;
import io.lyceum.network.artifact.ArtifactFetcher;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.artifact.FetchResult;
import io.lyceum.network.transport.PeerEndpoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The trees that verification needs: fetched when they are missing, and held under names that say
 * what for.
 */
final class ArtifactKeeper {

  private static final String PROOF = "proof/";
  private static final String DATASET = "dataset/";

  private final ArtifactStore store;
  private final ArtifactFetcher fetcher;
  private final PeerDirectory directory;

  ArtifactKeeper(ArtifactStore store, ArtifactFetcher fetcher, PeerDirectory directory) {
    this.store = store;
    this.fetcher = fetcher;
    this.directory = directory;
  }

  static String holderOf(SubmittedProof proof) {
    return PROOF + proof.id().toHexString();
  }

  static String holderOfModel(BigInteger modelId) {
    return "model/" + modelId;
  }

  static String holderOfDataset(Bytes32 root) {
    return DATASET + root.toHexString();
  }

  /**
   * Holds a tree, and fetches it first if it is missing.
   *
   * @param size how large it may be
   * @param preferred who is asked first
   * @return whether it is held now
   */
  boolean obtain(String holder, Bytes32 root, ArtifactSize size, Optional<Address> preferred)
      throws InterruptedException {
    List<PeerEndpoint> peers = new ArrayList<>();
    for (PeerEndpoint peer : directory.peers()) {
      if (preferred.filter(peer.address()::equals).isPresent()) {
        peers.addFirst(peer);
      } else {
        peers.add(peer);
      }
    }
    return fetcher.within(size.limits()).fetch(holder, root, peers) instanceof FetchResult.Fetched;
  }

  boolean holds(Bytes32 root) {
    return store.contains(root);
  }

  /** Whether a tree is held under this name, and no other one. */
  boolean holdsOnly(String holder, Bytes32 root) {
    return store.heldBy(holder).equals(List.of(root));
  }

  /** Holds a tree that is in the store under this name, and lets go of all others under it. */
  void holdOnly(String holder, Bytes32 root) {
    store.retain(holder, root);
    for (Bytes32 held : store.heldBy(holder)) {
      if (!held.equals(root)) {
        store.release(holder, held);
      }
    }
  }

  void releaseAll(String holder) {
    store.releaseAll(holder);
  }

  /** Lets go of all datasets but these. */
  void releaseDatasetsBut(List<Bytes32> roots) {
    List<String> kept = roots.stream().map(ArtifactKeeper::holderOfDataset).toList();
    for (String holder : store.holders()) {
      if (holder.startsWith(DATASET) && !kept.contains(holder)) {
        store.releaseAll(holder);
      }
    }
  }

  /** The proofs for which anything is held. */
  List<Bytes32> proofs() {
    return store.holders().stream()
        .filter(holder -> holder.startsWith(PROOF))
        .map(holder -> Bytes32.fromHexString(holder.substring(PROOF.length())))
        .toList();
  }
}
