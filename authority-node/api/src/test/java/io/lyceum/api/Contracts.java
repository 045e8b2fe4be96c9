package io.lyceum.api;

import io.lyceum.ledger.evm.ContractAddress;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.Admission;
import io.lyceum.pool.TestChain;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/** Puts code on a chain and calls it, by transactions of the account of key 1. */
public final class Contracts {

  private static final int SENDER = 1;

  private final TestChain chain;
  private long nonce;

  /** On a chain. */
  public Contracts(TestChain chain) {
    this.chain = chain;
  }

  /** Who sends. */
  public static Address sender() {
    return TestChain.key(SENDER).address();
  }

  /** Mines the creation of a contract with code. */
  public Address deploy(String code) {
    Bytes runtime = Bytes.fromHexString(code);
    Bytes initCode =
        Bytes.concatenate(
            Bytes.fromHexString("0x61%04x80600a3d393df3".formatted(runtime.size())), runtime);
    Address created = ContractAddress.ofNonce(sender(), nonce);
    send(Optional.empty(), UInt256.ZERO, initCode);
    return created;
  }

  /** Mines a call. */
  public Transaction call(Address contract, long value) {
    return send(Optional.of(contract), UInt256.valueOf(value), Bytes.EMPTY);
  }

  private Transaction send(Optional<Address> to, UInt256 value, Bytes payload) {
    TransactionBody body =
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID), nonce++, UInt256.ZERO, 1_000_000, to, value, payload);
    Transaction transaction = Transaction.sign(body, TestChain.key(SENDER));
    if (!(chain.pool().add(transaction) instanceof Admission.Admitted)) {
      throw new AssertionError("The pool does not take the transaction");
    }
    chain.grow();
    return transaction;
  }
}
