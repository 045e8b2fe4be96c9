package io.lyceum.ledger.transaction;

import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLPWriter;
import org.apache.tuweni.units.bigints.UInt256;

/** The encodings of transactions: EIP-155, EIP-2718, EIP-2930, EIP-1559, EIP-4844, EIP-7702. */
final class TransactionCodec {

  private static final int AUTHORIZATION_MAGIC = 0x05;
  private static final BigInteger PRE_EIP155_V = BigInteger.valueOf(27);
  private static final BigInteger EIP155_V = BigInteger.valueOf(35);

  private TransactionCodec() {}

  /** What is hashed for the signature. */
  static Bytes encodeForSigning(TransactionBody body) {
    if (body instanceof TransactionBody.Legacy legacy) {
      return Rlp.encodeList(
          writer -> {
            writeLegacyFields(writer, legacy);
            legacy
                .chainId()
                .ifPresent(
                    id -> {
                      writer.writeUInt256(id);
                      writer.writeUInt256(UInt256.ZERO);
                      writer.writeUInt256(UInt256.ZERO);
                    });
          });
    }
    return typed(body, Rlp.encodeList(writer -> writeTypedFields(writer, body)));
  }

  /** What is hashed for the signature of an authorization: magic byte and fields (EIP-7702). */
  static Bytes encodeForSigning(Authorization authorization) {
    return Bytes.concatenate(
        Bytes.of(AUTHORIZATION_MAGIC),
        Rlp.encodeList(
            writer -> {
              writer.writeUInt256(authorization.chainId());
              writer.writeValue(authorization.address().bytes());
              writeNonce(writer, authorization.nonce());
            }));
  }

  /** The canonical encoding of EIP-2718. */
  static Bytes encode(TransactionBody body, Signature signature) {
    if (body instanceof TransactionBody.Legacy legacy) {
      return Rlp.encodeList(
          writer -> {
            writeLegacyFields(writer, legacy);
            writer.writeBigInteger(legacyV(legacy.chainId(), signature.recoveryId()));
            writer.writeUInt256(signature.r());
            writer.writeUInt256(signature.s());
          });
    }
    return typed(
        body,
        Rlp.encodeList(
            writer -> {
              writeTypedFields(writer, body);
              writer.writeLong(signature.recoveryId());
              writer.writeUInt256(signature.r());
              writer.writeUInt256(signature.s());
            }));
  }

  /** Reads the canonical encoding of EIP-2718. */
  static Transaction decode(Bytes bytes) {
    if (bytes.isEmpty()) {
      throw new InvalidRlpException("A transaction of no bytes");
    }
    int first = bytes.get(0) & 0xff;
    if (first >= 0xc0) {
      return StrictRlpReader.readOne(bytes, TransactionCodec::readLegacy);
    }
    Bytes payload = bytes.slice(1);
    return switch (first) {
      case 1 -> StrictRlpReader.readOne(payload, TransactionCodec::readAccessList);
      case 2 -> StrictRlpReader.readOne(payload, TransactionCodec::readDynamicFee);
      case 3 -> StrictRlpReader.readOne(payload, TransactionCodec::readBlob);
      case 4 -> StrictRlpReader.readOne(payload, TransactionCodec::readSetCode);
      default -> throw new InvalidRlpException("Unknown transaction type " + first);
    };
  }

  private static Bytes typed(TransactionBody body, Bytes payload) {
    return Bytes.concatenate(Bytes.of(body.type()), payload);
  }

  private static void writeLegacyFields(RLPWriter writer, TransactionBody.Legacy body) {
    writeNonce(writer, body.nonce());
    writer.writeUInt256(body.gasPrice());
    writer.writeLong(body.gasLimit());
    writeCall(writer, body);
  }

  private static void writeTypedFields(RLPWriter writer, TransactionBody body) {
    writer.writeUInt256(body.chainId().orElseThrow());
    writeNonce(writer, body.nonce());
    if (!(body instanceof TransactionBody.AccessList)) {
      writer.writeUInt256(body.maxPriorityFeePerGas());
    }
    writer.writeUInt256(body.maxFeePerGas());
    writer.writeLong(body.gasLimit());
    writeCall(writer, body);
    writer.writeList(body.accessList(), TransactionCodec::writeAccessListEntry);
    if (body instanceof TransactionBody.Blob blob) {
      writer.writeUInt256(blob.maxFeePerBlobGas());
      writer.writeList(blob.blobVersionedHashes(), RLPWriter::writeValue);
    }
    if (body instanceof TransactionBody.SetCode setCode) {
      writer.writeList(setCode.authorizations(), TransactionCodec::writeAuthorization);
    }
  }

  private static void writeNonce(RLPWriter writer, long nonce) {
    writer.writeValue(Bytes.minimalBytes(nonce));
  }

  private static void writeCall(RLPWriter writer, TransactionBody body) {
    writer.writeValue(body.to().map(Address::bytes).orElse(Bytes.EMPTY));
    writer.writeUInt256(body.value());
    writer.writeValue(body.payload());
  }

  private static void writeAccessListEntry(RLPWriter writer, AccessListEntry entry) {
    writer.writeList(
        list -> {
          list.writeValue(entry.address().bytes());
          list.writeList(entry.storageKeys(), RLPWriter::writeValue);
        });
  }

  private static void writeAuthorization(RLPWriter writer, Authorization authorization) {
    writer.writeList(
        list -> {
          list.writeUInt256(authorization.chainId());
          list.writeValue(authorization.address().bytes());
          writeNonce(list, authorization.nonce());
          list.writeLong(authorization.yParity());
          list.writeUInt256(authorization.r());
          list.writeUInt256(authorization.s());
        });
  }

  private static Transaction readLegacy(StrictRlpReader list) {
    long nonce = list.uint64();
    UInt256 gasPrice = list.uint256();
    long gasLimit = list.positiveLong();
    Optional<Address> to = list.optionalAddress();
    UInt256 value = list.uint256();
    Bytes payload = list.bytes();
    BigInteger v = list.uint256().toUnsignedBigInteger();
    UInt256 r = list.uint256();
    UInt256 s = list.uint256();
    var body =
        new TransactionBody.Legacy(legacyChainId(v), nonce, gasPrice, gasLimit, to, value, payload);
    return new Transaction(body, new Signature(r, s, legacyRecoveryId(v)));
  }

  private static Transaction readAccessList(StrictRlpReader list) {
    var body =
        new TransactionBody.AccessList(
            Optional.of(list.uint256()),
            list.uint64(),
            list.uint256(),
            list.positiveLong(),
            list.optionalAddress(),
            list.uint256(),
            list.bytes(),
            readAccessListEntries(list));
    return new Transaction(body, readSignature(list));
  }

  private static Transaction readDynamicFee(StrictRlpReader list) {
    var body =
        new TransactionBody.DynamicFee(
            Optional.of(list.uint256()),
            list.uint64(),
            list.uint256(),
            list.uint256(),
            list.positiveLong(),
            list.optionalAddress(),
            list.uint256(),
            list.bytes(),
            readAccessListEntries(list));
    return new Transaction(body, readSignature(list));
  }

  private static Transaction readBlob(StrictRlpReader list) {
    var body =
        new TransactionBody.Blob(
            Optional.of(list.uint256()),
            list.uint64(),
            list.uint256(),
            list.uint256(),
            list.positiveLong(),
            list.address(),
            list.uint256(),
            list.bytes(),
            readAccessListEntries(list),
            list.uint256(),
            list.listOf(StrictRlpReader::bytes32));
    return new Transaction(body, readSignature(list));
  }

  private static Transaction readSetCode(StrictRlpReader list) {
    var body =
        new TransactionBody.SetCode(
            Optional.of(list.uint256()),
            list.uint64(),
            list.uint256(),
            list.uint256(),
            list.positiveLong(),
            list.address(),
            list.uint256(),
            list.bytes(),
            readAccessListEntries(list),
            list.listOf(TransactionCodec::readAuthorization));
    return new Transaction(body, readSignature(list));
  }

  private static List<AccessListEntry> readAccessListEntries(StrictRlpReader list) {
    return list.listOf(
        item ->
            item.list(
                entry ->
                    new AccessListEntry(
                        entry.address(), entry.listOf(key -> UInt256.fromBytes(key.bytes32())))));
  }

  private static Authorization readAuthorization(StrictRlpReader item) {
    return item.list(
        entry ->
            new Authorization(
                entry.uint256(),
                entry.address(),
                entry.uint64(),
                readByte(entry),
                entry.uint256(),
                entry.uint256()));
  }

  private static int readByte(StrictRlpReader entry) {
    int value = entry.positiveInt();
    if (value > 0xff) {
      throw new InvalidRlpException("An y parity above 255: " + value);
    }
    return value;
  }

  private static Signature readSignature(StrictRlpReader list) {
    int parity = list.positiveInt();
    UInt256 r = list.uint256();
    UInt256 s = list.uint256();
    if (parity > 1) {
      throw new InvalidRlpException("The y parity is 0 or 1, not " + parity);
    }
    return new Signature(r, s, parity);
  }

  private static BigInteger legacyV(Optional<UInt256> chainId, int recoveryId) {
    BigInteger base =
        chainId
            .map(id -> id.toUnsignedBigInteger().shiftLeft(1).add(EIP155_V))
            .orElse(PRE_EIP155_V);
    return base.add(BigInteger.valueOf(recoveryId));
  }

  private static Optional<UInt256> legacyChainId(BigInteger v) {
    return v.compareTo(EIP155_V) < 0
        ? Optional.empty()
        : Optional.of(UInt256.valueOf(v.subtract(EIP155_V).shiftRight(1)));
  }

  private static int legacyRecoveryId(BigInteger v) {
    BigInteger base = v.compareTo(EIP155_V) < 0 ? PRE_EIP155_V : EIP155_V;
    if (v.compareTo(PRE_EIP155_V) < 0 || (base == PRE_EIP155_V && v.intValue() > 28)) {
      throw new InvalidRlpException("v is 27, 28 or at least 35, not " + v);
    }
    return v.subtract(base).testBit(0) ? 1 : 0;
  }
}
