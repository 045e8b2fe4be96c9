package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.Delegation;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** Carries out the wishes of accounts to run the code of others (EIP-7702). */
final class CodeAuthorizations {

  /** What each one costs beforehand. */
  static final long GAS_OF_NEW_ACCOUNT = 25_000;

  /** What it costs if the account exists: the difference is refunded. */
  private static final long GAS_OF_ACCOUNT = 12_500;

  private final UInt256 chainId;

  /** For a chain. */
  CodeAuthorizations(UInt256 chainId) {
    this.chainId = chainId;
  }

  /** Carries one out; one that is not valid is passed over. */
  void apply(JournaledState state, Authorization authorization) {
    if (!isForThisChain(authorization) || authorization.nonce() == -1L) {
      return;
    }
    authorization.signer().ifPresent(signer -> apply(state, authorization, signer));
  }

  private boolean isForThisChain(Authorization authorization) {
    return authorization.chainId().isZero() || authorization.chainId().equals(chainId);
  }

  private static void apply(JournaledState state, Authorization authorization, Address signer) {
    state.warm(signer);
    if (!canDelegate(state.code(signer)) || state.nonce(signer) != authorization.nonce()) {
      return;
    }
    if (state.exists(signer)) {
      state.addRefund(GAS_OF_NEW_ACCOUNT - GAS_OF_ACCOUNT);
    }
    Optional<Address> target =
        Optional.of(authorization.address()).filter(a -> !a.equals(Address.ZERO));
    state.setCode(signer, target.map(Delegation::to).orElse(Bytes.EMPTY));
    state.setNonce(signer, authorization.nonce() + 1);
  }

  /** Whether an account with some code may sign: one that is no contract. */
  static boolean canDelegate(Bytes code) {
    return code.isEmpty() || Delegation.targetOf(code).isPresent();
  }
}
