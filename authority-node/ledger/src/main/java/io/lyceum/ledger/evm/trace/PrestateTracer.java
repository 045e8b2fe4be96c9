package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Collects what a transaction depends on, and what it changes: geth's {@code prestateTracer}.
 * Accounts and slots are looked at when they are first touched, and again when all is over.
 */
public final class PrestateTracer implements Tracer {

  private static final int ACCOUNT_BYTES = 256;
  private static final int SLOT_BYTES = 256;

  private final TraceBudget budget;
  private final SortedMap<Address, Seen> seen = new TreeMap<>();
  private final Touches touches = new Lookups();
  private JournaledState state;

  /** An account as it was, and as it became. */
  private static final class Seen {
    private final boolean existed;
    private final AccountImage before;
    private final SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    private Optional<AccountImage> after = Optional.empty();

    Seen(JournaledState state, Address address) {
      this.existed = state.exists(address);
      this.before = AccountImage.of(state, address, new TreeMap<>());
    }

    AccountImage before() {
      return new AccountImage(before.balance(), before.nonce(), before.code(), storage);
    }
  }

  /**
   * What became of an account.
   *
   * @param existed whether there was one
   * @param before what it was, with all the slots that were touched
   * @param after what it became, with the same slots; empty if there is none
   */
  public record Change(boolean existed, AccountImage before, Optional<AccountImage> after) {}

  /**
   * @param budget for all that is kept
   */
  public PrestateTracer(TraceBudget budget) {
    this.budget = budget;
  }

  /** All accounts that were touched. */
  public SortedMap<Address, Change> changes() {
    SortedMap<Address, Change> changes = new TreeMap<>();
    seen.forEach(
        (address, account) ->
            changes.put(address, new Change(account.existed, account.before(), account.after)));
    return changes;
  }

  private final class Lookups extends Touches {

    @Override
    void account(Address address) {
      if (!seen.containsKey(address)) {
        Seen account = new Seen(state, address);
        budget.spend(ACCOUNT_BYTES + account.before.code().size());
        seen.put(address, account);
      }
    }

    @Override
    void slot(Address contract, UInt256 slot) {
      account(contract);
      SortedMap<UInt256, UInt256> storage = seen.get(contract).storage;
      if (!storage.containsKey(slot)) {
        budget.spend(SLOT_BYTES);
        storage.put(slot, state.storage(contract, slot));
      }
    }
  }

  @Override
  public void begin(
      JournaledState transactionState, BlockContext block, Address sender, TransactionBody body) {
    state = transactionState;
    touches.account(sender);
    body.to().ifPresent(touches::account);
    touches.account(block.coinbase());
    if (body instanceof TransactionBody.SetCode setCode) {
      setCode.authorizations().forEach(wish -> wish.signer().ifPresent(touches::account));
    }
  }

  @Override
  public void enter(Message message) {
    touches.by(message, state);
  }

  @Override
  public void before(Frame frame, int opcode) {
    touches.by(frame, opcode);
  }

  @Override
  public void end() {
    seen.forEach(
        (address, account) -> {
          if (state.exists(address)) {
            AccountImage after = AccountImage.of(state, address, account.storage);
            budget.spend(ACCOUNT_BYTES + after.code().size());
            account.after = Optional.of(after);
          }
        });
  }
}
