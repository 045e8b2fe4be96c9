package io.lyceum.authority.learning;

import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.web3j.InProcessWeb3jService;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.network.artifact.ArtifactFetcher;
import io.lyceum.network.artifact.ArtifactLimits;
import io.lyceum.network.artifact.ArtifactStore;
import io.lyceum.network.tls.MutualTls;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.verification.PeerDirectory;
import io.lyceum.verification.VerificationListener;
import io.lyceum.verification.Verifier;
import java.time.Duration;
import java.util.List;
import org.web3j.protocol.Web3j;

/**
 * Verification on an authority: the verifier, which reads the chain and sends its transactions
 * through the node's own JSON-RPC methods, the node's dataset, and the model that it serves.
 */
public final class AuthorityLearning implements AutoCloseable {

  private static final Duration RECEIPT_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

  /** Under this name a node holds the dataset that it was configured with. */
  private static final String CONFIGURED = "configured";

  private final Web3j web3j;
  private final Verifier verifier;
  private final ServedModel model;

  /**
   * Stores the configured dataset, so that others can fetch it; nothing runs yet.
   *
   * @param key the node's
   * @param dispatcher the node's JSON-RPC methods
   * @param tls proves this node to those it fetches from
   * @param directory where these are
   * @param store holds and serves artifacts; the caller closes it
   * @param engines the arithmetic; the caller closes it
   * @param permits under which everything heavy runs
   * @param listener hears what the verifier does
   * @throws io.lyceum.learner.data.CorpusException if the configured text cannot be used
   */
  public AuthorityLearning(
      AuthorityConfig config,
      KeyPair key,
      long chainId,
      JsonRpcDispatcher dispatcher,
      MutualTls tls,
      PeerDirectory directory,
      ArtifactStore store,
      Engines engines,
      ComputePermits permits,
      VerificationListener listener) {
    Corpus corpus = Corpus.configured(config.corpus());
    if (!store.heldBy(CONFIGURED).equals(List.of(corpus.commitment()))) {
      store.releaseAll(CONFIGURED);
      new CorpusStore(store).put(CONFIGURED, corpus);
    }
    web3j = Web3j.build(new InProcessWeb3jService(dispatcher));
    ChainClient chain = new ChainClient(web3j, key, chainId, RECEIPT_TIMEOUT);
    verifier =
        new Verifier(
            key,
            chain,
            engines,
            permits,
            store,
            new ArtifactFetcher(new PeerDialer(tls), store, ArtifactLimits.defaults()),
            directory,
            POLL_INTERVAL,
            listener);
    model = new ServedModel(chain, new CheckpointStore(store), engines, permits);
  }

  /** Begins to verify. */
  public void start() {
    verifier.start();
  }

  /** Says that there is a new block. */
  public void onNewHead() {
    verifier.wake();
  }

  /** The model that the node serves. */
  public ServedModel model() {
    return model;
  }

  /** Ends verification; a computation in progress is abandoned. */
  @Override
  public void close() {
    verifier.close();
    web3j.shutdown();
  }
}
