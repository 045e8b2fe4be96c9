package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ExceptionalHalt;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.OperandStack;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** LOG0 to LOG4. */
public final class Logs {

  private static final int BYTE_GAS = 8;

  private Logs() {}

  /** Emits an event with so many topics. */
  public static void log(Frame frame, Evm evm, int topicCount) {
    frame.requireWritable();
    OperandStack stack = frame.stack();
    long offset = stack.asLong(0);
    long length = stack.asLong(1);
    if (length > Integer.MAX_VALUE) {
      throw ExceptionalHalt.of(HaltReason.OUT_OF_GAS);
    }
    frame.charge(BYTE_GAS * length);
    frame.expandMemory(offset, length);
    List<Bytes32> topics = new ArrayList<>(topicCount);
    for (int i = 0; i < topicCount; i++) {
      topics.add(stack.bytes32(2 + i));
    }
    stack.drop(2 + topicCount);
    byte[] data = frame.memory().read(length == 0 ? 0 : (int) offset, (int) length);
    evm.emit(new Log(frame.message().recipient(), topics, Bytes.wrap(data)));
  }
}
