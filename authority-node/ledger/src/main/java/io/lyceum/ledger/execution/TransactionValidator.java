package io.lyceum.ledger.execution;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.transaction.TransactionBody;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a fork demands of a transaction before it runs. A pool asks it about transactions that come
 * in, and execution about those that it is given.
 *
 * @param chainId the chain's id (EIP-155)
 * @param rules those of the fork
 */
public record TransactionValidator(UInt256 chainId, ForkRules rules) {

  /** What can be said without any state: type, chain, fees in themselves, gas for the data. */
  public Optional<Refusal> checkAlone(TransactionBody body) {
    if (!rules.transactionTypes().contains(body.type())) {
      return Optional.of(Refusal.UNSUPPORTED_TYPE);
    }
    if (body.chainId().isPresent() && !body.chainId().get().equals(chainId)) {
      return Optional.of(Refusal.WRONG_CHAIN_ID);
    }
    if (body.nonce() == -1L) {
      return Optional.of(Refusal.NONCE_EXHAUSTED);
    }
    if (body.maxPriorityFeePerGas().compareTo(body.maxFeePerGas()) > 0) {
      return Optional.of(Refusal.PRIORITY_FEE_ABOVE_FEE_CAP);
    }
    if (body.to().isEmpty() && rules.exceedsInitCodeLimit(body.payload().size())) {
      return Optional.of(Refusal.INIT_CODE_TOO_LARGE);
    }
    if (body.gasLimit() < IntrinsicGas.of(body, rules)) {
      return Optional.of(Refusal.INTRINSIC_GAS_TOO_LOW);
    }
    return Optional.empty();
  }

  /** What depends on the block: its base fee, and the gas that it has left. */
  public Optional<Refusal> checkInBlock(TransactionBody body, BlockContext block, BlockRoom room) {
    if (Long.compareUnsigned(body.gasLimit(), room.gas()) > 0) {
      return Optional.of(Refusal.BLOCK_GAS_EXCEEDED);
    }
    if (body.maxFeePerGas().compareTo(block.baseFee()) < 0) {
      return Optional.of(Refusal.FEE_CAP_BELOW_BASE_FEE);
    }
    return Optional.empty();
  }

  /** What depends on the sender: nonce, code (EIP-3607), balance. */
  public Optional<Refusal> checkSender(TransactionBody body, AccountState sender) {
    int order = Long.compareUnsigned(body.nonce(), sender.nonce());
    if (order < 0) {
      return Optional.of(Refusal.NONCE_TOO_LOW);
    }
    if (order > 0) {
      return Optional.of(Refusal.NONCE_TOO_HIGH);
    }
    return checkSenderIgnoringNonce(body, sender);
  }

  /** The same but for the nonce: what a pool asks of a transaction that must still wait. */
  public Optional<Refusal> checkSenderIgnoringNonce(TransactionBody body, AccountState sender) {
    if (!sender.codeHash().equals(Keccak.EMPTY)) {
      return Optional.of(Refusal.SENDER_HAS_CODE);
    }
    if (maxCost(body).compareTo(sender.balance().toUnsignedBigInteger()) > 0) {
      return Optional.of(Refusal.INSUFFICIENT_FUNDS);
    }
    return Optional.empty();
  }

  /** The most that the sender may have to pay, in wei: value, and all gas at its cap. */
  public static BigInteger maxCost(TransactionBody body) {
    return body.maxFeePerGas()
        .toUnsignedBigInteger()
        .multiply(BigInteger.valueOf(body.gasLimit()))
        .add(body.value().toUnsignedBigInteger());
  }
}
