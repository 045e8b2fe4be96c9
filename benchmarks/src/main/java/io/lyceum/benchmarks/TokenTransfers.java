package io.lyceum.benchmarks;

import io.lyceum.contracts.CreationCode;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.execution.InvalidTransactionException;
import io.lyceum.ledger.execution.Sandbox;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.ForkSchedule;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * A block of signed transfers of {@code SampleToken} from many holders to one another, and the
 * state on which it is executed. The senders are recovered beforehand, as a node does it when a
 * transaction arrives.
 */
final class TokenTransfers {

  private static final UInt256 CHAIN_ID = UInt256.valueOf(1337);
  private static final long GAS_LIMIT = 100_000;
  private static final ChainConfig CONFIG =
      new ChainConfig(
          CHAIN_ID,
          new ForkSchedule(
              Map.of(Fork.SHANGHAI, 0L, Fork.CANCUN, 0L, Fork.PRAGUE, 0L, Fork.OSAKA, 0L)),
          true,
          QbftConfig.DEFAULT);

  private final WorldState world;
  private final Address token;
  private final List<Transaction> transactions;
  private final BlockContext block;
  private final BlockExecutor executor = new BlockExecutor(CONFIG, new CodeCache(8));

  /**
   * Prepares a block.
   *
   * @param holders how many accounts hold tokens
   * @param transfers how many transactions the block has
   */
  TokenTransfers(int holders, int transfers) {
    List<KeyPair> keys =
        IntStream.range(0, holders)
            .mapToObj(i -> KeyPair.of(Keccak.hash(Bytes.ofUnsignedInt(i))))
            .toList();
    block = BlockContext.qbft(1, 1, transfers * GAS_LIMIT, Address.ZERO);
    Sandbox sandbox = new Sandbox(CONFIG, WorldState.empty(), block);
    String initCode =
        CreationCode.sampleToken(
            keys.stream().map(key -> key.address().toString()).toList(), BigInteger.TEN.pow(18));
    token = sandbox.deploy(Address.ZERO, Bytes.fromHexString(initCode));
    MemoryState memory = new MemoryState();
    memory.apply(sandbox.changes());
    world = memory.current();
    transactions = sign(keys, transfers);
  }

  /** Executes the block. */
  BlockResult execute() throws InvalidTransactionException {
    return executor.execute(world, block, transactions);
  }

  /** The contract. */
  Address token() {
    return token;
  }

  private List<Transaction> sign(List<KeyPair> keys, int transfers) {
    List<Transaction> signed = new ArrayList<>();
    for (int i = 0; i < transfers; i++) {
      KeyPair from = keys.get(i % keys.size());
      KeyPair to = keys.get((i * 7 + 1) % keys.size());
      Transaction transaction =
          Transaction.sign(
              new TransactionBody.DynamicFee(
                  Optional.of(CHAIN_ID),
                  i / keys.size(),
                  UInt256.ZERO,
                  UInt256.ZERO,
                  GAS_LIMIT,
                  Optional.of(token),
                  UInt256.ZERO,
                  transfer(to.address()),
                  List.of()),
              from);
      transaction.sender();
      signed.add(transaction);
    }
    return signed;
  }

  /** The input of a call that transfers one unit of the token. */
  static Bytes transfer(Address to) {
    Function function =
        new Function(
            "transfer",
            List.of(
                new org.web3j.abi.datatypes.Address(to.toString()), new Uint256(BigInteger.ONE)),
            List.of());
    return Bytes.fromHexString(FunctionEncoder.encode(function));
  }
}
