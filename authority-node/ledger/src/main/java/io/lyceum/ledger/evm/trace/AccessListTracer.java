package io.lyceum.ledger.evm.trace;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.Delegation;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Collects the access list (EIP-2930) that a transaction would have to announce to find everything
 * warm. An account that is warm from the start is listed for its slots only, since listing it alone
 * would cost and bring nothing.
 */
public final class AccessListTracer implements Tracer {

  private static final int ACCOUNT_BYTES = 128;
  private static final int SLOT_BYTES = 128;

  private final ForkRules rules;
  private final TraceBudget budget;
  private final Set<Address> warm = new HashSet<>();
  private final SortedMap<Address, SortedSet<UInt256>> touched = new TreeMap<>();
  private final Touches touches = new Collected();
  private JournaledState state;

  /**
   * @param rules of the fork
   * @param budget for all that is kept
   */
  public AccessListTracer(ForkRules rules, TraceBudget budget) {
    this.rules = rules;
    this.budget = budget;
  }

  /** What was touched, by address and slot in ascending order. */
  public List<AccessListEntry> accessList() {
    return touched.entrySet().stream()
        .map(entry -> new AccessListEntry(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private final class Collected extends Touches {

    @Override
    void account(Address address) {
      if (!warm.contains(address) && !rules.precompiles().contains(address)) {
        slots(address);
      }
    }

    @Override
    void slot(Address contract, UInt256 slot) {
      if (slots(contract).add(slot)) {
        budget.spend(SLOT_BYTES);
      }
    }

    private SortedSet<UInt256> slots(Address address) {
      SortedSet<UInt256> slots = touched.get(address);
      if (slots == null) {
        budget.spend(ACCOUNT_BYTES);
        slots = new TreeSet<>();
        touched.put(address, slots);
      }
      return slots;
    }
  }

  @Override
  public void begin(
      JournaledState transactionState, BlockContext block, Address sender, TransactionBody body) {
    state = transactionState;
    warm.add(sender);
    if (rules.warmsCoinbase()) {
      warm.add(block.coinbase());
    }
    if (body instanceof TransactionBody.SetCode setCode) {
      setCode.authorizations().forEach(wish -> wish.signer().ifPresent(warm::add));
    }
  }

  @Override
  public void enter(Message message) {
    if (message.depth() == 0) {
      warm.add(message.recipient());
      Delegation.targetOf(state.code(message.recipient())).ifPresent(warm::add);
    } else if (!message.kind().isCreation()) {
      // What code creates is warm without being announced.
      touches.by(message, state);
    } else {
      warm.add(message.recipient());
    }
  }

  @Override
  public void before(Frame frame, int opcode) {
    touches.by(frame, opcode);
  }
}
