package io.lyceum.ledger.execution;

import io.lyceum.ledger.block.Log;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Reads the events of the deposit contract (EIP-6110). */
final class DepositEvents {

  private static final Bytes32 SIGNATURE =
      Bytes32.fromHexString("0x649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5");

  private static final int WORD = 32;

  /** Bytes of public key, withdrawal credentials, amount, signature and index. */
  private static final List<Integer> FIELD_SIZES = List.of(48, 32, 8, 96, 8);

  private DepositEvents() {}

  /** Whether an event of the contract is a deposit. */
  static boolean isDeposit(Log log) {
    return !log.topics().isEmpty() && log.topics().getFirst().equals(SIGNATURE);
  }

  /**
   * The request that a deposit makes: its fields one after another.
   *
   * @throws SystemCallException if the event's data is not laid out as the ABI demands
   */
  static Bytes request(Log log) {
    Bytes data = log.data();
    Bytes request = Bytes.EMPTY;
    int offset = FIELD_SIZES.size() * WORD;
    for (int i = 0; i < FIELD_SIZES.size(); i++) {
      int size = FIELD_SIZES.get(i);
      demand(word(data, i * WORD) == offset);
      demand(word(data, offset) == size);
      demand(data.size() >= offset + WORD + size);
      request = Bytes.concatenate(request, data.slice(offset + WORD, size));
      offset += WORD + (size + WORD - 1) / WORD * WORD;
    }
    demand(data.size() == offset);
    return request;
  }

  /** A word that is a small number, or -1 if it is none. */
  private static int word(Bytes data, int at) {
    if (data.size() < at + WORD) {
      return -1;
    }
    Bytes trimmed = data.slice(at, WORD).trimLeadingZeros();
    return trimmed.size() > 2 ? -1 : trimmed.toInt();
  }

  private static void demand(boolean holds) {
    if (!holds) {
      throw new SystemCallException("A deposit event is not laid out as EIP-6110 demands");
    }
  }
}
