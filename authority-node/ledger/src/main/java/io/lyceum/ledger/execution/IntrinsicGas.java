package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.TransactionBody;
import org.apache.tuweni.bytes.Bytes;

/** What a transaction costs before any code runs, and what it costs at least. */
public final class IntrinsicGas {

  /** What the least transaction costs. */
  static final long TRANSACTION = 21_000;

  private static final long CREATION = 32_000;
  private static final long CALLDATA_TOKEN = 4;
  private static final long TOKENS_OF_OTHER_BYTE = 4;
  private static final long LISTED_ADDRESS = 2400;
  private static final long LISTED_SLOT = 1900;

  private IntrinsicGas() {}

  /**
   * The cost of a transaction's data, creation (EIP-2, EIP-3860), access list (EIP-2930) and
   * authorizations (EIP-7702).
   */
  public static long of(TransactionBody body, ForkRules rules) {
    long gas = TRANSACTION + CALLDATA_TOKEN * tokens(body.payload());
    if (body.to().isEmpty()) {
      gas += CREATION + rules.initCodeGas(body.payload().size());
    }
    for (AccessListEntry entry : body.accessList()) {
      gas += LISTED_ADDRESS + LISTED_SLOT * entry.storageKeys().size();
    }
    if (body instanceof TransactionBody.SetCode setCode) {
      gas += CodeAuthorizations.GAS_OF_NEW_ACCOUNT * setCode.authorizations().size();
    }
    return gas;
  }

  /** The least that a transaction uses, whatever it does (EIP-7623); 0 before Prague. */
  public static long floor(TransactionBody body, ForkRules rules) {
    return rules.calldataFloor().isEmpty()
        ? 0
        : TRANSACTION + rules.calldataFloor().getAsInt() * tokens(body.payload());
  }

  /** A zero byte is one token of call data, any other byte four (EIP-7623). */
  private static long tokens(Bytes data) {
    long tokens = 0;
    for (int i = 0; i < data.size(); i++) {
      tokens += data.get(i) == 0 ? 1 : TOKENS_OF_OTHER_BYTE;
    }
    return tokens;
  }
}
