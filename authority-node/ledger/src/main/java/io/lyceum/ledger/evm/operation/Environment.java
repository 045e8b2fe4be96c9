package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** What code can learn of its call, its transaction and its block. */
public final class Environment {

  /** How far back BLOCKHASH sees. */
  private static final int BLOCK_HASH_WINDOW = 256;

  private Environment() {}

  /** ADDRESS. */
  public static void address(Frame frame, Evm evm) {
    push(frame, frame.message().recipient());
  }

  /** ORIGIN. */
  public static void origin(Frame frame, Evm evm) {
    push(frame, evm.transaction().origin());
  }

  /** CALLER. */
  public static void caller(Frame frame, Evm evm) {
    push(frame, frame.message().caller());
  }

  /** CALLVALUE. */
  public static void callvalue(Frame frame, Evm evm) {
    push(frame, frame.message().value());
  }

  /** GASPRICE: the effective price. */
  public static void gasprice(Frame frame, Evm evm) {
    push(frame, evm.transaction().gasPrice());
  }

  /** SELFBALANCE (EIP-1884). */
  public static void selfbalance(Frame frame, Evm evm) {
    push(frame, evm.state().balance(frame.message().recipient()));
  }

  /** CHAINID (EIP-1344). */
  public static void chainid(Frame frame, Evm evm) {
    push(frame, evm.transaction().chainId());
  }

  /** COINBASE. */
  public static void coinbase(Frame frame, Evm evm) {
    push(frame, evm.block().coinbase());
  }

  /** TIMESTAMP. */
  public static void timestamp(Frame frame, Evm evm) {
    frame.stack().pushLong(evm.block().timestamp());
  }

  /** NUMBER. */
  public static void number(Frame frame, Evm evm) {
    frame.stack().pushLong(evm.block().number());
  }

  /** DIFFICULTY, up to London. */
  public static void difficulty(Frame frame, Evm evm) {
    push(frame, evm.block().difficulty());
  }

  /** PREVRANDAO (EIP-4399). */
  public static void prevrandao(Frame frame, Evm evm) {
    frame.stack().push(evm.block().prevRandao());
  }

  /** GASLIMIT. */
  public static void gaslimit(Frame frame, Evm evm) {
    frame.stack().pushLong(evm.block().gasLimit());
  }

  /** BASEFEE (EIP-3198). */
  public static void basefee(Frame frame, Evm evm) {
    push(frame, evm.block().baseFee());
  }

  /** BLOBBASEFEE (EIP-7516). */
  public static void blobbasefee(Frame frame, Evm evm) {
    push(frame, evm.blobBaseFee());
  }

  /** BLOBHASH (EIP-4844). */
  public static void blobhash(Frame frame, Evm evm) {
    List<Bytes32> hashes = evm.transaction().blobHashes();
    OperandStack stack = frame.stack();
    long index = stack.asLong(0);
    stack.set(0, index < hashes.size() ? hashes.get((int) index) : Bytes32.ZERO);
  }

  /** BLOCKHASH of one of the last 256 blocks. */
  public static void blockhash(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    BlockContext block = evm.block();
    long number = stack.asLong(0);
    boolean visible = number < block.number() && number >= block.number() - BLOCK_HASH_WINDOW;
    stack.set(0, visible ? block.ancestors().hashOf(number) : Bytes32.ZERO);
  }

  private static void push(Frame frame, Address address) {
    frame.stack().push(address.bytes());
  }

  private static void push(Frame frame, UInt256 value) {
    frame.stack().push(value);
  }
}
