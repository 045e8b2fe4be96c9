package io.lyceum.api;

import io.lyceum.api.account.UnlockedAccounts;
import io.lyceum.api.lyceum.EquivocationResult;
import io.lyceum.api.lyceum.Invitation;
import io.lyceum.api.lyceum.NodeStatus;
import io.lyceum.api.lyceum.TextGenerator;
import io.lyceum.api.node.NetworkView;
import io.lyceum.api.node.ServiceAddress;
import io.lyceum.api.qbft.ValidatorVotes;
import io.lyceum.api.qbft.ValidatorsByBlock;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.pool.TransactionPool;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What the API reads and whom it asks. All may be used by many threads.
 *
 * @param chain the blocks
 * @param pool where sent transactions go
 * @param simulator tries calls
 * @param executor runs blocks again
 * @param network the peers
 * @param services where the node offers what, at the time of asking
 * @param validators who may seal
 * @param status of the node at the time of asking
 * @param equivocations the latest evidence against validators
 * @param generator the model that the node serves
 * @param invitation what a machine needs to join
 * @param votes of this node on who shall seal
 * @param accounts for which the node signs
 * @param clock tells what a client has not used for too long
 */
public record ApiSources(
    Blockchain chain,
    TransactionPool pool,
    CallSimulator simulator,
    BlockExecutor executor,
    NetworkView network,
    Supplier<SortedMap<String, ServiceAddress>> services,
    ValidatorsByBlock validators,
    Supplier<NodeStatus> status,
    Supplier<List<EquivocationResult>> equivocations,
    TextGenerator generator,
    Invitation invitation,
    ValidatorVotes votes,
    UnlockedAccounts accounts,
    InstantSource clock) {}
