package io.lyceum.ledger.execution;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.ContractAddress;
import io.lyceum.ledger.evm.Delegation;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.Interruption;
import io.lyceum.ledger.evm.Message;
import io.lyceum.ledger.evm.MessageResult;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.TransactionContext;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** Executes single transactions by the rules of one fork. Safe for many threads. */
public final class TransactionProcessor {

  private final ForkRules rules;
  private final UInt256 chainId;
  private final TransactionValidator validator;
  private final CodeAuthorizations authorizations;
  private final CodeCache codes;
  private final Interruption interruption;

  /** For a chain and a fork; the cache may be shared. */
  public TransactionProcessor(UInt256 chainId, ForkRules rules, CodeCache codes) {
    this(chainId, rules, codes, Interruption.NEVER);
  }

  /** The same for transactions that may be stopped. */
  TransactionProcessor(
      UInt256 chainId, ForkRules rules, CodeCache codes, Interruption interruption) {
    this.rules = rules;
    this.chainId = chainId;
    this.validator = new TransactionValidator(chainId, rules);
    this.authorizations = new CodeAuthorizations(chainId);
    this.codes = codes;
    this.interruption = interruption;
  }

  /**
   * Executes a transaction of a block, if it is valid at this place.
   *
   * @param state is changed, and the transaction ended, unless it is refused
   * @param room what the block has left
   */
  public TransactionOutcome process(
      JournaledState state,
      BlockContext block,
      BlockRoom room,
      Address sender,
      TransactionBody body,
      Tracer tracer) {
    AccountState account =
        new AccountState(state.nonce(sender), state.balance(sender), state.codeHash(sender));
    Optional<Refusal> refusal =
        validator
            .checkAlone(body)
            .or(() -> validator.checkInBlock(body, block, room))
            .or(() -> validator.checkSender(body, account, hash -> state.code(sender)));
    if (refusal.isPresent()) {
      return new TransactionOutcome.Refused(refusal.get());
    }
    return run(state, block, sender, body, tracer);
  }

  /**
   * Executes a transaction that is only tried: its nonce and its sender's code do not matter, and
   * it may be free whatever the base fee is.
   *
   * @param state is changed, and the transaction ended, unless it is refused
   * @param room what the block has left
   */
  TransactionOutcome tryOut(
      JournaledState state,
      BlockContext block,
      BlockRoom room,
      Address sender,
      TransactionBody body,
      Tracer tracer) {
    BlockContext priced = body.maxFeePerGas().isZero() ? block.withBaseFee(UInt256.ZERO) : block;
    Optional<Refusal> refusal =
        validator
            .checkSimulated(body)
            .or(() -> validator.checkInBlock(body, priced, room))
            .or(() -> TransactionValidator.checkFunds(body, state.balance(sender)));
    return refusal
        .<TransactionOutcome>map(TransactionOutcome.Refused::new)
        .orElseGet(() -> run(state, block, sender, body, tracer));
  }

  /** The fork's demands on transactions. */
  public TransactionValidator validator() {
    return validator;
  }

  /**
   * Executes and ends a transaction without asking whether it is valid: only the sender's balance
   * must suffice for value and gas, and the gas limit for the intrinsic gas.
   */
  TransactionOutcome.Executed run(
      JournaledState state,
      BlockContext block,
      Address sender,
      TransactionBody body,
      Tracer tracer) {
    tracer.begin(state, block, sender, body);
    TransactionOutcome.Executed executed = execute(state, block, sender, body, tracer);
    state.endTransaction();
    tracer.end();
    return executed;
  }

  /** The same without a tracer and without ending the transaction, so that it can be undone. */
  TransactionOutcome.Executed execute(
      JournaledState state, BlockContext block, Address sender, TransactionBody body) {
    return execute(state, block, sender, body, Tracer.NONE);
  }

  private TransactionOutcome.Executed execute(
      JournaledState state,
      BlockContext block,
      Address sender,
      TransactionBody body,
      Tracer tracer) {
    UInt256 price = effectiveGasPrice(body, block.baseFee());
    long nonce = state.nonce(sender);
    state.setNonce(sender, nonce + 1);
    state.subtractBalance(sender, price.multiply(UInt256.valueOf(body.gasLimit())));
    long blobGas = TransactionValidator.blobGas(body);
    state.subtractBalance(sender, validator.blobBaseFee(block).multiply(UInt256.valueOf(blobGas)));

    Message message = message(sender, nonce, body);
    warm(state, block, sender, message, body.accessList());
    if (body instanceof TransactionBody.SetCode setCode) {
      setCode.authorizations().forEach(wish -> authorizations.apply(state, wish));
    }
    if (rules.delegatesCode()) {
      Delegation.targetOf(state.code(message.recipient())).ifPresent(state::warm);
    }
    TransactionContext context =
        new TransactionContext(chainId, sender, price, body.blobVersionedHashes());
    MessageResult result =
        new Evm(rules, block, context, state, codes, tracer, interruption).run(message);

    long gasUsed = body.gasLimit() - result.gasLeft();
    // What a failed call had added is undone already; what authorizations added stays.
    gasUsed -= Math.min(state.refund(), gasUsed / ForkRules.REFUND_QUOTIENT);
    gasUsed = Math.max(gasUsed, IntrinsicGas.floor(body, rules));
    UInt256 unused = UInt256.valueOf(body.gasLimit() - gasUsed);
    UInt256 tip =
        price.compareTo(block.baseFee()) <= 0 ? UInt256.ZERO : price.subtract(block.baseFee());
    state.addBalance(sender, price.multiply(unused));
    state.addBalance(block.coinbase(), tip.multiply(UInt256.valueOf(gasUsed)));

    return new TransactionOutcome.Executed(
        result.isSuccess(),
        gasUsed,
        blobGas,
        price,
        state.logs(),
        result.output(),
        result.halt(),
        body.to().isEmpty() ? Optional.of(message.recipient()) : Optional.empty());
  }

  /** Runs init code as the constructor of a contract at a given address; does not end it. */
  MessageResult deployAt(
      JournaledState state,
      BlockContext block,
      Address deployer,
      Address address,
      UInt256 value,
      Bytes initCode) {
    Message message =
        new Message(
            Message.Kind.CREATE,
            deployer,
            address,
            address,
            value,
            initCode,
            block.gasLimit(),
            false,
            0);
    warm(state, block, deployer, message, List.of());
    TransactionContext context = new TransactionContext(chainId, deployer, UInt256.ZERO, List.of());
    return new Evm(rules, block, context, state, codes, Tracer.NONE).run(message);
  }

  /**
   * What a unit of gas costs: base fee and priority fee, within the cap (EIP-1559). A cap below the
   * base fee, which only a transaction that is tried can have, is the price.
   */
  public static UInt256 effectiveGasPrice(TransactionBody body, UInt256 baseFee) {
    if (body.maxFeePerGas().compareTo(baseFee) <= 0) {
      return body.maxFeePerGas();
    }
    UInt256 room = body.maxFeePerGas().subtract(baseFee);
    UInt256 tip = body.maxPriorityFeePerGas();
    return baseFee.add(tip.compareTo(room) < 0 ? tip : room);
  }

  private Message message(Address sender, long nonce, TransactionBody body) {
    boolean creates = body.to().isEmpty();
    Address recipient = body.to().orElseGet(() -> ContractAddress.ofNonce(sender, nonce));
    Bytes payload = body.payload();
    return new Message(
        creates ? Message.Kind.CREATE : Message.Kind.CALL,
        sender,
        recipient,
        recipient,
        body.value(),
        payload,
        body.gasLimit() - IntrinsicGas.of(body, rules),
        false,
        0);
  }

  private void warm(
      JournaledState state,
      BlockContext block,
      Address sender,
      Message message,
      List<AccessListEntry> accessList) {
    state.warm(sender);
    state.warm(message.recipient());
    if (rules.warmsCoinbase()) {
      state.warm(block.coinbase());
    }
    for (AccessListEntry entry : accessList) {
      state.warm(entry.address());
      entry.storageKeys().forEach(slot -> state.warm(entry.address(), slot));
    }
  }
}
