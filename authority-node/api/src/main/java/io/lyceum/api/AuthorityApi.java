package io.lyceum.api;

import io.lyceum.api.account.AccountMethods;
import io.lyceum.api.account.UnsignedTransactions;
import io.lyceum.api.admin.AdminMethods;
import io.lyceum.api.debug.RawDataMethods;
import io.lyceum.api.debug.TraceGate;
import io.lyceum.api.debug.TraceMethods;
import io.lyceum.api.eth.BlockContentMethods;
import io.lyceum.api.eth.BlockMethods;
import io.lyceum.api.eth.CallMethods;
import io.lyceum.api.eth.CallReader;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.eth.FeeMethods;
import io.lyceum.api.eth.LogMethods;
import io.lyceum.api.eth.LogSearch;
import io.lyceum.api.eth.ProofMethods;
import io.lyceum.api.eth.StateMethods;
import io.lyceum.api.eth.TransactionMethods;
import io.lyceum.api.filter.FilterMethods;
import io.lyceum.api.lyceum.InvitationMethods;
import io.lyceum.api.lyceum.LyceumMethods;
import io.lyceum.api.node.MiningMethods;
import io.lyceum.api.node.NetworkMethods;
import io.lyceum.api.node.ServiceMethods;
import io.lyceum.api.openrpc.DiscoveryMethods;
import io.lyceum.api.qbft.SignerMetricsMethods;
import io.lyceum.api.qbft.ValidatorMethods;
import io.lyceum.api.qbft.VoteMethods;
import io.lyceum.api.rpc.Deadline;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.api.simulation.AccessListMethods;
import io.lyceum.api.simulation.SimulateMethods;
import io.lyceum.api.subscription.SubscriptionMethods;
import io.lyceum.api.txpool.BesuTxPoolMethods;
import io.lyceum.api.txpool.TxPoolMethods;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.validation.BaseFee;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All methods that an authority has: the one place where they are registered. */
public final class AuthorityApi {

  private AuthorityApi() {}

  /**
   * The dispatcher of the methods that are enabled, for any transport.
   *
   * @param sources what the methods read and whom they ask
   * @param limits on what a client may ask for
   * @param namespaces those whose methods are enabled
   * @param clientVersion name and version of the program, as {@code lyceum/0.1.0}
   * @param observer learns of calls
   */
  public static JsonRpcDispatcher dispatcher(
      ApiSources sources,
      ApiLimits limits,
      Set<String> namespaces,
      String clientVersion,
      RpcObserver observer) {
    RpcMethods methods = methods(sources, limits, clientVersion).only(namespaces);
    List<MethodDescription> described =
        Stream.concat(
                methods.descriptions().stream(),
                SubscriptionMethods.DESCRIPTIONS.stream()
                    .filter(method -> namespaces.contains(method.namespace())))
            .toList();
    return new JsonRpcDispatcher(
        methods.with(new DiscoveryMethods(clientVersion, described)).only(namespaces),
        limits.requests(),
        observer);
  }

  private static RpcMethods methods(ApiSources sources, ApiLimits limits, String clientVersion) {
    ChainConfig config = sources.chain().genesis().config();
    ChainQuery chain = new ChainQuery(sources.chain());
    CallReader reader = new CallReader(chain, sources.simulator(), limits.callGas());
    TraceGate gate = new TraceGate(limits.traces());
    LogSearch search = new LogSearch(chain, limits.logs());
    Supplier<CallSimulator> simulator =
        () -> sources.simulator().until(Deadline.after(limits.callTime())::check);
    TransactionMethods transactions = new TransactionMethods(chain, sources.pool());
    return RpcMethods.of(
        new BlockMethods(chain),
        new StateMethods(chain, sources.pool()),
        transactions,
        new AccountMethods(
            sources.accounts(),
            new UnsignedTransactions(
                config.chainId(),
                sources.pool(),
                reader,
                simulator,
                () -> BaseFee.next(config, chain.head())),
            transactions),
        new TxPoolMethods(sources.pool()),
        new BesuTxPoolMethods(sources.pool()),
        new LogMethods(search),
        new FilterMethods(
            chain, search, sources.pool(), limits.filters(), sources.clock(), new SecureRandom()),
        new CallMethods(reader, simulator),
        new AccessListMethods(reader, sources.simulator(), gate),
        new ProofMethods(chain),
        new BlockContentMethods(chain),
        new TraceMethods(chain, config, sources.executor(), reader, sources.simulator(), gate),
        new RawDataMethods(chain),
        new SimulateMethods(
            chain, config, sources.executor(), limits.simulations(), limits.callGas(), gate),
        new FeeMethods(chain, parent -> BaseFee.next(config, parent)),
        new ServiceMethods(sources.services()),
        new MiningMethods(sources.status()),
        new ValidatorMethods(chain, sources.validators()),
        new VoteMethods(chain, sources.validators(), sources.votes()),
        new SignerMetricsMethods(chain, sources.validators(), limits.logs().maxBlocks()),
        new AdminMethods(
            config.chainId(),
            clientVersion,
            chain,
            sources.network(),
            sources.status(),
            sources.invitation()),
        new NetworkMethods(config.chainId(), clientVersion, sources.network()),
        new LyceumMethods(sources.status(), sources.equivocations(), sources.generator()),
        new InvitationMethods(sources.invitation()));
  }
}
