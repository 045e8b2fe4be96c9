package io.lyceum.api;

import io.lyceum.api.account.UnlockedAccounts;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.http.JsonRpcServer;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.lyceum.Generation;
import io.lyceum.api.lyceum.GenerationRequest;
import io.lyceum.api.lyceum.Invitation;
import io.lyceum.api.lyceum.NodeState;
import io.lyceum.api.lyceum.NodeStatus;
import io.lyceum.api.lyceum.Sealing;
import io.lyceum.api.lyceum.TextGenerator;
import io.lyceum.api.node.NetworkView;
import io.lyceum.api.node.PeerResult;
import io.lyceum.api.node.ServiceAddress;
import io.lyceum.api.node.SyncProgress;
import io.lyceum.api.qbft.ValidatorVotes;
import io.lyceum.api.qbft.ValidatorsByBlock;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.api.subscription.Subscriptions;
import io.lyceum.api.websocket.WebSocketServer;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.TestChain;
import io.lyceum.pool.TransactionPool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** The API of a chain without a network, over a real port. */
public final class TestNode implements AutoCloseable {

  /** A prompt for which the node holds no version yet. */
  public static final String PROMPT_TOO_EARLY = "too early";

  /** What web3_clientVersion answers. */
  public static final String VERSION = "lyceum/test";

  /** The key of the account for which the node signs. */
  public static final KeyPair UNLOCKED = KeyPair.of(Bytes32.leftPad(Bytes.of(5)));

  private final JsonRpcDispatcher dispatcher;
  private final RpcWorkers workers = new RpcWorkers();
  private final Subscriptions subscriptions;
  private final JsonRpcServer server;
  private final WebSocketServer webSocket;

  /** Serves a chain as a node of ordinary size does. */
  public TestNode(TestChain chain) {
    this(chain, ApiLimits.DEFAULT);
  }

  /** Serves a chain by its own clock. */
  public TestNode(TestChain chain, ApiLimits limits) {
    this(chain.chain(), chain.pool(), chain.importer(), chain.codes(), limits, chain.clock());
  }

  /** Serves a chain and a pool. */
  public TestNode(
      Blockchain chain,
      TransactionPool pool,
      BlockImporter importer,
      CodeCache codes,
      ApiLimits limits,
      InstantSource clock) {
    ApiSources sources =
        new ApiSources(
            chain,
            pool,
            new CallSimulator(chain.genesis().config(), codes),
            new BlockExecutor(chain.genesis().config(), codes),
            alone(),
            this::services,
            ValidatorsByBlock.of(importer.validators()),
            () -> status(chain, pool),
            List::of,
            generator(),
            invitation(),
            new ValidatorVotes(),
            new UnlockedAccounts(List.of(UNLOCKED)),
            clock);
    dispatcher =
        AuthorityApi.dispatcher(sources, limits, RpcNamespaces.ALL, VERSION, RpcObserver.NONE);
    subscriptions = new Subscriptions(new ChainQuery(chain), alone());
    chain.addListener(block -> subscriptions.onNewHead());
    pool.onAdmitted(subscriptions::onAdmitted);
    HttpConfig config = HttpConfig.loopback(0);
    server = new JsonRpcServer(config, limits.requests(), dispatcher, workers);
    server.start();
    webSocket =
        new WebSocketServer(
            config, limits.requests(), limits.webSocket(), dispatcher, subscriptions, workers);
    webSocket.start();
  }

  private SortedMap<String, ServiceAddress> services() {
    return new TreeMap<>(Map.of("jsonrpc", ServiceAddress.of("127.0.0.1", server.port())));
  }

  private static Invitation invitation() {
    return new Invitation() {
      @Override
      public String genesis() {
        return "{}";
      }

      @Override
      public List<String> bootNodes() {
        return List.of("0x00000000000000000000000000000000000000aa@node.example:30400");
      }
    };
  }

  /** The dispatcher behind the port. */
  public JsonRpcDispatcher dispatcher() {
    return dispatcher;
  }

  /** Where the API is. */
  public String url() {
    return "http://127.0.0.1:" + server.port() + "/";
  }

  /** Where the API is over WebSocket. */
  public String webSocketUrl() {
    return "ws://127.0.0.1:" + webSocket.port() + "/";
  }

  /** Tells subscribers that synchronization began or ended. */
  public void syncChanged() {
    subscriptions.onSyncChanged();
  }

  /** The view of a node that knows no other. */
  public static NetworkView alone() {
    return new NetworkView() {
      @Override
      public int peerCount() {
        return 0;
      }

      @Override
      public List<PeerResult> peers() {
        return List.of();
      }

      @Override
      public boolean addPeer(String place) {
        throw new IllegalArgumentException(place + " is not admitted to the network");
      }

      @Override
      public Optional<SyncProgress> syncProgress() {
        return Optional.empty();
      }
    };
  }

  private static NodeStatus status(Blockchain chain, TransactionPool pool) {
    return new NodeStatus(
        Address.ZERO,
        NodeState.READY,
        Sealing.SEALING,
        Optional.empty(),
        chain.head().number(),
        chain.headHash(),
        0,
        pool.status().pending(),
        pool.status().queued(),
        List.of());
  }

  /** Writes the request down, so that tests see what arrives. */
  private static TextGenerator generator() {
    return new TextGenerator() {
      @Override
      public Optional<Generation> generate(GenerationRequest request) {
        return request.prompt().equals(PROMPT_TOO_EARLY)
            ? Optional.empty()
            : Optional.of(new Generation(request.toString(), Bytes32.ZERO, 7));
      }
    };
  }

  @Override
  public void close() {
    workers.close();
    webSocket.close();
    server.close();
    subscriptions.close();
  }
}
