package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.types.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Collects the events of a transaction, with one more for each transfer of wei, in the form of
 * ERC-20's: what {@code eth_simulateV1} shows with {@code traceTransfers}.
 */
public final class TransferTracer implements Tracer {

  /** Stands for the contract that emits transfers of wei. */
  public static final Address ETHER = Address.fromHex("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

  private static final Bytes32 TRANSFER =
      Keccak.hash(
          Bytes.wrap("Transfer(address,address,uint256)".getBytes(StandardCharsets.US_ASCII)));

  private final List<Log> logs = new ArrayList<>();
  private final Deque<Integer> beginnings = new ArrayDeque<>();

  /** The events in their order, without those of calls that failed. */
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  @Override
  public void enter(Message message) {
    beginnings.push(logs.size());
    switch (message.kind()) {
      case CALL, CREATE, CREATE2 ->
          transfer(message.caller(), message.recipient(), message.value());
      case CALLCODE, DELEGATECALL, STATICCALL -> {}
    }
  }

  @Override
  public void exit(Message message, MessageResult result) {
    int beginning = beginnings.pop();
    if (!result.isSuccess()) {
      logs.subList(beginning, logs.size()).clear();
    }
  }

  @Override
  public void log(Log log) {
    logs.add(log);
  }

  @Override
  public void bequeath(Address self, Address heir, UInt256 balance) {
    transfer(self, heir, balance);
  }

  private void transfer(Address from, Address to, UInt256 value) {
    if (!value.isZero()) {
      Bytes data = Bytes.wrap(value.toArray());
      logs.add(new Log(ETHER, List.of(TRANSFER, topic(from), topic(to)), data));
    }
  }

  private static Bytes32 topic(Address address) {
    return Bytes32.leftPad(address.bytes());
  }
}
