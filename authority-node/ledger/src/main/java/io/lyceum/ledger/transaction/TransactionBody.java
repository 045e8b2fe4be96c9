package io.lyceum.ledger.transaction;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** What a sender signs. One alternative for each EIP-2718 type. */
public sealed interface TransactionBody {

  /** The EIP-2718 type; 0 for a legacy transaction. */
  int type();

  /** The chain that the signature is bound to; empty only for a legacy one from before EIP-155. */
  Optional<UInt256> chainId();

  /** The sender's nonce, unsigned 64 bits. */
  long nonce();

  /** The most that the sender pays for a unit of gas, in wei. */
  UInt256 maxFeePerGas();

  /** The most of it that goes to the block's beneficiary, in wei. */
  UInt256 maxPriorityFeePerGas();

  /** The gas that the sender buys. */
  long gasLimit();

  /** The receiver; empty for a contract creation. */
  Optional<Address> to();

  /** Wei that is transferred. */
  UInt256 value();

  /** Input data, or init code of a creation. */
  Bytes payload();

  /** Announced addresses and slots; empty where the type has none. */
  List<AccessListEntry> accessList();

  /**
   * The most that the sender pays for a unit of blob gas, in wei; zero where there are no blobs.
   */
  default UInt256 maxFeePerBlobGas() {
    return UInt256.ZERO;
  }

  /**
   * The versioned hashes of the blobs that it carries (EIP-4844); empty where the type has none.
   */
  default List<Bytes32> blobVersionedHashes() {
    return List.of();
  }

  /** A legacy transaction; with a chain id it is signed by EIP-155. */
  record Legacy(
      Optional<UInt256> chainId,
      long nonce,
      UInt256 gasPrice,
      long gasLimit,
      Optional<Address> to,
      UInt256 value,
      Bytes payload)
      implements TransactionBody {
    @Override
    public int type() {
      return 0;
    }

    @Override
    public UInt256 maxFeePerGas() {
      return gasPrice;
    }

    @Override
    public UInt256 maxPriorityFeePerGas() {
      return gasPrice;
    }

    @Override
    public List<AccessListEntry> accessList() {
      return List.of();
    }
  }

  /** A transaction with an access list (EIP-2930). */
  record AccessList(
      Optional<UInt256> chainId,
      long nonce,
      UInt256 gasPrice,
      long gasLimit,
      Optional<Address> to,
      UInt256 value,
      Bytes payload,
      List<AccessListEntry> accessList)
      implements TransactionBody {
    @Override
    public int type() {
      return 1;
    }

    @Override
    public UInt256 maxFeePerGas() {
      return gasPrice;
    }

    @Override
    public UInt256 maxPriorityFeePerGas() {
      return gasPrice;
    }
  }

  /** A transaction with a fee cap and a priority fee (EIP-1559). */
  record DynamicFee(
      Optional<UInt256> chainId,
      long nonce,
      UInt256 maxPriorityFeePerGas,
      UInt256 maxFeePerGas,
      long gasLimit,
      Optional<Address> to,
      UInt256 value,
      Bytes payload,
      List<AccessListEntry> accessList)
      implements TransactionBody {
    @Override
    public int type() {
      return 2;
    }
  }

  /** A transaction that carries blobs, of which a block holds the hashes only (EIP-4844). */
  record Blob(
      Optional<UInt256> chainId,
      long nonce,
      UInt256 maxPriorityFeePerGas,
      UInt256 maxFeePerGas,
      long gasLimit,
      Address receiver,
      UInt256 value,
      Bytes payload,
      List<AccessListEntry> accessList,
      UInt256 maxFeePerBlobGas,
      List<Bytes32> blobVersionedHashes)
      implements TransactionBody {

    /** Keeps an unmodifiable copy of the hashes. */
    public Blob {
      blobVersionedHashes = List.copyOf(blobVersionedHashes);
    }

    @Override
    public int type() {
      return 3;
    }

    @Override
    public Optional<Address> to() {
      return Optional.of(receiver);
    }
  }

  /** A transaction that sets the code of accounts which signed for it (EIP-7702). */
  record SetCode(
      Optional<UInt256> chainId,
      long nonce,
      UInt256 maxPriorityFeePerGas,
      UInt256 maxFeePerGas,
      long gasLimit,
      Address receiver,
      UInt256 value,
      Bytes payload,
      List<AccessListEntry> accessList,
      List<Authorization> authorizations)
      implements TransactionBody {
    @Override
    public int type() {
      return 4;
    }

    @Override
    public Optional<Address> to() {
      return Optional.of(receiver);
    }
  }
}
