package io.lyceum.ledger.execution;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.ForkSchedule;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** A chain with the rules of Cancun and one rich account, for tests of execution. */
final class TestChain {

  static final UInt256 CHAIN_ID = UInt256.valueOf(1337);
  static final Address COINBASE = Address.fromHex("00000000000000000000000000000000000c01ba");
  static final UInt256 RICHES = UInt256.valueOf(1_000_000_000_000_000_000L);
  static final KeyPair RICH = key("rich");
  static final ChainConfig CONFIG =
      new ChainConfig(
          CHAIN_ID,
          new ForkSchedule(Map.of(Fork.SHANGHAI, 0L, Fork.CANCUN, 0L)),
          true,
          QbftConfig.DEFAULT);
  static final BlockContext BLOCK = BlockContext.qbft(1, 1000, 30_000_000, COINBASE);

  private TestChain() {}

  static KeyPair key(String name) {
    return KeyPair.of(Keccak.hash(Bytes.wrap(name.getBytes(StandardCharsets.UTF_8))));
  }

  static Sandbox sandbox() {
    Sandbox sandbox = new Sandbox(CONFIG, WorldState.empty(), BLOCK);
    sandbox.fund(RICH.address(), RICHES);
    return sandbox;
  }

  /** The state that a sandbox made. */
  static WorldState stateOf(Sandbox sandbox) {
    return stateOf(sandbox.changes());
  }

  static WorldState stateOf(StateChanges changes) {
    StateUpdate update = WorldState.empty().apply(changes);
    return new WorldState(
        update.root(),
        hash -> Optional.ofNullable(update.nodes().get(hash)),
        hash -> Optional.ofNullable(update.codes().get(hash)));
  }

  static Transaction transfer(KeyPair from, long nonce, Address to, UInt256 value, long gasPrice) {
    return Transaction.sign(
        new TransactionBody.DynamicFee(
            Optional.of(CHAIN_ID),
            nonce,
            UInt256.valueOf(gasPrice),
            UInt256.valueOf(gasPrice),
            21_000,
            Optional.of(to),
            value,
            Bytes.EMPTY,
            List.of()),
        from);
  }

  /** Init code that leaves the given code. */
  static Bytes initCode(Bytes code) {
    return Bytes.concatenate(
        Bytes.fromHexString("0x61%04x80600a3d393df3".formatted(code.size())), code);
  }
}
