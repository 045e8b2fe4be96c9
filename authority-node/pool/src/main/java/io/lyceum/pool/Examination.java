package io.lyceum.pool;

import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.Optional;

/**
 * What can be said of a transaction by the chain alone, whatever else the pool holds. It takes a
 * signature's recovery and a look into the state, so it is done without the pool's lock.
 *
 * @param transaction that was offered
 * @param sender who signed; empty if nobody can have
 * @param accountNonce the sender's, at the head
 * @param refusal why it cannot be taken; empty if it can
 * @param head by which it was examined
 */
record Examination(
    Transaction transaction,
    Optional<Address> sender,
    long accountNonce,
    Optional<Admission> refusal,
    PoolHead head) {

  static Examination of(Transaction transaction, PoolHead head, int maxBytes) {
    if (transaction.encoded().size() > maxBytes) {
      return refused(transaction, head, new Admission.Rejected(Rejection.OVERSIZED));
    }
    Optional<Address> sender = transaction.sender();
    if (sender.isEmpty()) {
      return refused(transaction, head, new Admission.Invalid(Refusal.INVALID_SIGNATURE));
    }
    AccountState account = head.account(sender.get());
    return new Examination(
        transaction,
        sender,
        account.nonce(),
        head.check(transaction, account).map(Admission.Invalid::new),
        head);
  }

  private static Examination refused(Transaction transaction, PoolHead head, Admission refusal) {
    return new Examination(transaction, Optional.empty(), 0, Optional.of(refusal), head);
  }
}
