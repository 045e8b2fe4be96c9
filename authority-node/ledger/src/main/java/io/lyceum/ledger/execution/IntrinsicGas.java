package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.TransactionBody;
import org.apache.tuweni.bytes.Bytes;

/** What a transaction costs before any code runs. */
public final class IntrinsicGas {

  private static final long TRANSACTION = 21_000;
  private static final long CREATION = 32_000;
  private static final long ZERO_BYTE = 4;
  private static final long OTHER_BYTE = 16;
  private static final long LISTED_ADDRESS = 2400;
  private static final long LISTED_SLOT = 1900;

  private IntrinsicGas() {}

  /** The cost of a transaction's data, creation (EIP-2, EIP-3860) and access list (EIP-2930). */
  public static long of(TransactionBody body, ForkRules rules) {
    long gas = TRANSACTION + ofData(body.payload());
    if (body.to().isEmpty()) {
      gas += CREATION + rules.initCodeGas(body.payload().size());
    }
    for (AccessListEntry entry : body.accessList()) {
      gas += LISTED_ADDRESS + LISTED_SLOT * entry.storageKeys().size();
    }
    return gas;
  }

  private static long ofData(Bytes data) {
    long gas = 0;
    for (int i = 0; i < data.size(); i++) {
      gas += data.get(i) == 0 ? ZERO_BYTE : OTHER_BYTE;
    }
    return gas;
  }
}
