package io.lyceum.ledger.execution;

import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.TransactionContext;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.SystemContracts;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a block does before and after its transactions: it tells contracts of its ancestors
 * (EIP-4788 from Cancun on, EIP-2935 from Prague on) and takes requests from them (EIP-6110,
 * EIP-7002 and EIP-7251 from Prague on). As in Besu the contracts see no beneficiary.
 */
final class SystemCalls {

  /** The sender that nobody can be. */
  private static final Address SENDER =
      Address.fromHex("0xfffffffffffffffffffffffffffffffffffffffe");

  private static final Address BEACON_ROOTS =
      Address.fromHex("0x000f3df6d732807ef1319fb7b8bb8522d0beac02");
  private static final Address BLOCK_HASHES =
      Address.fromHex("0x0000f90827f1c53a10cb7a02335b175320002935");

  /** Not counted in the block's gas. */
  private static final long GAS = 30_000_000;

  private static final int DEPOSIT = 0;
  private static final int WITHDRAWAL = 1;
  private static final int CONSOLIDATION = 2;

  private final SystemContracts contracts;
  private final UInt256 chainId;
  private final Fork fork;
  private final ForkRules rules;
  private final CodeCache codes;

  /** For a chain with system contracts and a fork; the cache may be shared. */
  SystemCalls(
      SystemContracts contracts, UInt256 chainId, Fork fork, ForkRules rules, CodeCache codes) {
    this.contracts = contracts;
    this.chainId = chainId;
    this.fork = fork;
    this.rules = rules;
    this.codes = codes;
  }

  /**
   * What happens before the transactions. A contract that is not there is not called.
   *
   * @throws SystemCallException if a contract fails
   */
  void beforeTransactions(JournaledState state, BlockContext block) {
    if (fork.isAtLeast(Fork.CANCUN)) {
      tell(state, block, BEACON_ROOTS, block.parentBeaconBlockRoot());
    }
    if (fork.isAtLeast(Fork.PRAGUE)) {
      tell(state, block, BLOCK_HASHES, block.ancestors().hashOf(block.number() - 1));
    }
  }

  private void tell(JournaledState state, BlockContext block, Address contract, Bytes input) {
    if (!state.code(contract).isEmpty()) {
      call(state, block, contract, input);
    }
  }

  /**
   * What happens after them.
   *
   * @param receipts of the transactions
   * @throws SystemCallException if a contract is not there or fails, or a deposit is malformed
   */
  ExecutionRequests afterTransactions(
      JournaledState state, BlockContext block, List<TransactionReceipt> receipts) {
    List<Bytes> requests = new ArrayList<>();
    add(requests, DEPOSIT, deposits(receipts));
    add(requests, WITHDRAWAL, take(state, block, contracts.withdrawals()));
    add(requests, CONSOLIDATION, take(state, block, contracts.consolidations()));
    return new ExecutionRequests(requests);
  }

  private static void add(List<Bytes> requests, int type, Bytes data) {
    if (!data.isEmpty()) {
      requests.add(Bytes.concatenate(Bytes.of(type), data));
    }
  }

  private Bytes deposits(List<TransactionReceipt> receipts) {
    List<Bytes> deposits = new ArrayList<>();
    for (TransactionReceipt receipt : receipts) {
      for (Log log : receipt.logs()) {
        if (log.address().equals(contracts.deposits()) && DepositEvents.isDeposit(log)) {
          deposits.add(DepositEvents.request(log));
        }
      }
    }
    return Bytes.concatenate(deposits);
  }

  private Bytes take(JournaledState state, BlockContext block, Address contract) {
    if (state.code(contract).isEmpty()) {
      throw new SystemCallException("There is no system contract at " + contract);
    }
    return call(state, block, contract, Bytes.EMPTY);
  }

  private Bytes call(JournaledState state, BlockContext block, Address contract, Bytes input) {
    Message message =
        new Message(
            Message.Kind.CALL, SENDER, contract, contract, UInt256.ZERO, input, GAS, false, 0);
    TransactionContext context = new TransactionContext(chainId, SENDER, UInt256.ZERO, List.of());
    MessageResult result =
        new Evm(rules, block.withCoinbase(Address.ZERO), context, state, codes, Tracer.NONE)
            .run(message);
    state.endTransaction();
    if (!result.isSuccess()) {
      throw new SystemCallException("The system contract at " + contract + " fails");
    }
    return result.output();
  }
}
