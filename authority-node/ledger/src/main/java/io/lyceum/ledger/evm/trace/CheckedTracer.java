package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/** Tells another tracer all that it hears, and asks now and then whether it may go on. */
public final class CheckedTracer implements Tracer {

  private static final int STEPS_BETWEEN_CHECKS = 1024;

  private final Tracer tracer;
  private final Runnable check;
  private int steps;

  /**
   * @param tracer hears all
   * @param check is run at the start and after some instructions; throws to end the execution
   */
  public CheckedTracer(Tracer tracer, Runnable check) {
    this.tracer = tracer;
    this.check = check;
  }

  @Override
  public void begin(
      JournaledState state, BlockContext block, Address sender, TransactionBody body) {
    check.run();
    tracer.begin(state, block, sender, body);
  }

  @Override
  public void end() {
    tracer.end();
  }

  @Override
  public void enter(Message message) {
    tracer.enter(message);
  }

  @Override
  public void exit(Message message, MessageResult result) {
    tracer.exit(message, result);
  }

  @Override
  public void refuse(Message message) {
    tracer.refuse(message);
  }

  @Override
  public void log(Log log) {
    tracer.log(log);
  }

  @Override
  public void bequeath(Address self, Address heir, UInt256 balance) {
    tracer.bequeath(self, heir, balance);
  }

  @Override
  public void before(Frame frame, int opcode) {
    if (++steps % STEPS_BETWEEN_CHECKS == 0) {
      check.run();
    }
    tracer.before(frame, opcode);
  }

  @Override
  public void after(Frame frame, int opcode, long cost, Optional<HaltReason> halt) {
    tracer.after(frame, opcode, cost, halt);
  }
}
