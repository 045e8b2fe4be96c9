package io.lyceum.ledger.execution;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlobSchedule;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.Delegation;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.transaction.TransactionBody;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a fork demands of a transaction before it runs. A pool asks it about transactions that come
 * in, and execution about those that it is given.
 *
 * @param chainId the chain's id (EIP-155)
 * @param rules those of the fork
 */
public record TransactionValidator(UInt256 chainId, ForkRules rules) {

  /** The version of blob hashes that are those of KZG commitments. */
  private static final byte BLOB_VERSION = 1;

  /** What can be said without any state: type, chain, fees in themselves, gas for the data. */
  public Optional<Refusal> checkAlone(TransactionBody body) {
    return rules.exceedsTransactionGasCap(body.gasLimit())
        ? Optional.of(Refusal.TRANSACTION_GAS_CAP_EXCEEDED)
        : checkSimulated(body);
  }

  /** The same of a call that is only tried: it may have the gas of a whole block. */
  Optional<Refusal> checkSimulated(TransactionBody body) {
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
    if (body.gasLimit() < Math.max(IntrinsicGas.of(body, rules), IntrinsicGas.floor(body, rules))) {
      return Optional.of(Refusal.INTRINSIC_GAS_TOO_LOW);
    }
    return switch (body) {
      case TransactionBody.Blob blob -> checkBlobs(blob);
      case TransactionBody.SetCode setCode when setCode.authorizations().isEmpty() ->
          Optional.of(Refusal.NO_AUTHORIZATIONS);
      default -> Optional.empty();
    };
  }

  private Optional<Refusal> checkBlobs(TransactionBody.Blob body) {
    int blobs = body.blobVersionedHashes().size();
    if (blobs == 0) {
      return Optional.of(Refusal.NO_BLOBS);
    }
    if (rules.blobs().filter(schedule -> blobs <= schedule.maxPerTransaction()).isEmpty()) {
      return Optional.of(Refusal.TOO_MANY_BLOBS);
    }
    return body.blobVersionedHashes().stream().allMatch(hash -> hash.get(0) == BLOB_VERSION)
        ? Optional.empty()
        : Optional.of(Refusal.UNKNOWN_BLOB_VERSION);
  }

  /** What depends on the block: its base fee, and the gas that it has left. */
  public Optional<Refusal> checkInBlock(TransactionBody body, BlockContext block, BlockRoom room) {
    if (Long.compareUnsigned(body.gasLimit(), room.gas()) > 0) {
      return Optional.of(Refusal.BLOCK_GAS_EXCEEDED);
    }
    if (body.maxFeePerGas().compareTo(block.baseFee()) < 0) {
      return Optional.of(Refusal.FEE_CAP_BELOW_BASE_FEE);
    }
    if (blobGas(body) > room.blobGas()) {
      return Optional.of(Refusal.TOO_MANY_BLOBS);
    }
    if (blobGas(body) > 0 && body.maxFeePerBlobGas().compareTo(blobBaseFee(block)) < 0) {
      return Optional.of(Refusal.BLOB_FEE_CAP_TOO_LOW);
    }
    return Optional.empty();
  }

  /**
   * What depends on the sender: nonce, code (EIP-3607), balance.
   *
   * @param codes gives the code with a hash
   */
  public Optional<Refusal> checkSender(
      TransactionBody body, AccountState sender, Function<Bytes32, Bytes> codes) {
    int order = Long.compareUnsigned(body.nonce(), sender.nonce());
    if (order < 0) {
      return Optional.of(Refusal.NONCE_TOO_LOW);
    }
    if (order > 0) {
      return Optional.of(Refusal.NONCE_TOO_HIGH);
    }
    return checkSenderIgnoringNonce(body, sender, codes);
  }

  /** The same but for the nonce: what a pool asks of a transaction that must still wait. */
  public Optional<Refusal> checkSenderIgnoringNonce(
      TransactionBody body, AccountState sender, Function<Bytes32, Bytes> codes) {
    if (!sender.codeHash().equals(Keccak.EMPTY) && !delegates(codes.apply(sender.codeHash()))) {
      return Optional.of(Refusal.SENDER_HAS_CODE);
    }
    return checkFunds(body, sender.balance());
  }

  /** Whether the sender can pay for value and gas. */
  static Optional<Refusal> checkFunds(TransactionBody body, UInt256 balance) {
    return maxCost(body).compareTo(balance.toUnsignedBigInteger()) > 0
        ? Optional.of(Refusal.INSUFFICIENT_FUNDS)
        : Optional.empty();
  }

  /** EIP-7702: an account whose code is a delegation is no contract. */
  private boolean delegates(Bytes code) {
    return rules.delegatesCode() && Delegation.targetOf(code).isPresent();
  }

  /** The most that the sender may have to pay, in wei: value, and all gas at its cap. */
  public static BigInteger maxCost(TransactionBody body) {
    return cost(body.maxFeePerGas(), body.gasLimit())
        .add(cost(body.maxFeePerBlobGas(), blobGas(body)))
        .add(body.value().toUnsignedBigInteger());
  }

  /** The blob gas that a transaction uses (EIP-4844). */
  public static long blobGas(TransactionBody body) {
    return body.blobVersionedHashes().size() * BlobSchedule.GAS_PER_BLOB;
  }

  /** The price of a unit of blob gas in a block, in wei; zero before Cancun. */
  public UInt256 blobBaseFee(BlockContext block) {
    return rules
        .blobs()
        .map(schedule -> schedule.baseFee(block.excessBlobGas()))
        .orElse(UInt256.ZERO);
  }

  private static BigInteger cost(UInt256 price, long gas) {
    return price.toUnsignedBigInteger().multiply(BigInteger.valueOf(gas));
  }
}
