package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A call or creation with those that it made, as geth's {@code callTracer} shows it.
 *
 * @param type the instruction's name; CALL or CREATE for a transaction
 * @param from who called
 * @param to who was called, created or made the heir; empty for what was never created
 * @param value wei that came along; empty where none can
 * @param gas what it might use; for a transaction its gas limit
 * @param gasUsed what it used; for a transaction after refunds
 * @param input call data or init code
 * @param output what it returned, the created code, or the data of a revert
 * @param error why it failed, in geth's words
 * @param revertReason the text of a revert with one
 * @param calls made by it, in order
 * @param logs emitted by it, unless it failed
 */
public record CallFrame(
    String type,
    Address from,
    Optional<Address> to,
    Optional<UInt256> value,
    long gas,
    long gasUsed,
    Bytes input,
    Bytes output,
    Optional<String> error,
    Optional<String> revertReason,
    List<CallFrame> calls,
    List<PlacedLog> logs) {

  /** Keeps unmodifiable copies of the lists. */
  public CallFrame {
    calls = List.copyOf(calls);
    logs = List.copyOf(logs);
  }

  /**
   * An event and its place.
   *
   * @param index its number in the transaction
   * @param position how many calls its frame had made before
   */
  public record PlacedLog(Log log, int index, int position) {}
}
