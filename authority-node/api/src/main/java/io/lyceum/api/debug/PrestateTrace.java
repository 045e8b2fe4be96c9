package io.lyceum.api.debug;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.trace.AccountImage;
import io.lyceum.ledger.evm.trace.PrestateTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.TransactionOutcome;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/** The accounts that a transaction touched, or changed. */
final class PrestateTrace implements TransactionTrace {

  private final TracerChoice.Prestate choice;
  private final PrestateTracer tracer;

  PrestateTrace(TracerChoice.Prestate choice, TraceBudget budget) {
    this.choice = choice;
    this.tracer = new PrestateTracer(budget);
  }

  @Override
  public Tracer tracer() {
    return tracer;
  }

  @Override
  public Object result(TransactionOutcome.Executed outcome) {
    return choice.diffMode() ? difference() : prestate();
  }

  private ObjectNode prestate() {
    ObjectNode accounts = object();
    tracer
        .changes()
        .forEach(
            (address, change) -> {
              if (!change.before().isEmpty() || choice.includeEmpty()) {
                accounts.set(address.toString(), whole(change.before()));
              }
            });
    return accounts;
  }

  private ObjectNode whole(AccountImage account) {
    ObjectNode json = begun(account);
    if (!choice.disableStorage() && !account.storage().isEmpty()) {
      ObjectNode storage = json.putObject("storage");
      account.storage().forEach((slot, value) -> put(storage, slot, value));
    }
    return json;
  }

  private ObjectNode begun(AccountImage account) {
    ObjectNode json = object().put("balance", account.balance().toQuantityHexString());
    if (account.nonce() != 0) {
      json.put("nonce", account.nonce());
    }
    if (!choice.disableCode() && !account.code().isEmpty()) {
      json.put("code", account.code().toHexString());
    }
    return json;
  }

  /** Of an account that changed: all that it was, and of what it became the differences. */
  private ObjectNode difference() {
    ObjectNode pre = object();
    ObjectNode post = object();
    tracer
        .changes()
        .forEach(
            (address, change) -> {
              Optional<ObjectNode> changed =
                  change.after().flatMap(after -> differences(change.before(), after));
              boolean existed = !change.before().isEmpty() || choice.includeEmpty();
              boolean gone = change.existed() && change.after().isEmpty();
              if (existed && (gone || changed.isPresent())) {
                pre.set(address.toString(), before(change));
              }
              changed.ifPresent(json -> post.set(address.toString(), json));
            });
    ObjectNode result = object();
    result.set("post", post);
    result.set("pre", pre);
    return result;
  }

  private ObjectNode before(PrestateTracer.Change change) {
    ObjectNode json = begun(change.before());
    ObjectNode storage = object();
    change
        .before()
        .storage()
        .forEach(
            (slot, value) -> {
              UInt256 after =
                  change.after().map(account -> account.storage().get(slot)).orElse(UInt256.ZERO);
              if (!value.isZero() && !value.equals(after)) {
                put(storage, slot, value);
              }
            });
    return withStorage(json, storage);
  }

  /** What differs afterwards, if anything does; a slot that was cleared shows before only. */
  private Optional<ObjectNode> differences(AccountImage before, AccountImage after) {
    ObjectNode json = object();
    if (!after.balance().equals(before.balance())) {
      json.put("balance", after.balance().toQuantityHexString());
    }
    if (after.nonce() != before.nonce()) {
      json.put("nonce", after.nonce());
    }
    if (!choice.disableCode() && !after.code().equals(before.code())) {
      json.put("code", after.code().toHexString());
    }
    ObjectNode storage = object();
    boolean slotsDiffer = false;
    for (var slot : after.storage().entrySet()) {
      if (!slot.getValue().equals(before.storage().get(slot.getKey()))) {
        slotsDiffer = true;
        if (!slot.getValue().isZero()) {
          put(storage, slot.getKey(), slot.getValue());
        }
      }
    }
    return json.isEmpty() && !slotsDiffer
        ? Optional.empty()
        : Optional.of(withStorage(json, storage));
  }

  private ObjectNode withStorage(ObjectNode json, ObjectNode storage) {
    return choice.disableStorage() || storage.isEmpty() ? json : json.set("storage", storage);
  }

  private static void put(ObjectNode storage, UInt256 slot, UInt256 value) {
    storage.put(slot.toHexString(), value.toHexString());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
