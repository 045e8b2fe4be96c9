package io.lyceum.network.discovery;

import com.google.protobuf.UnsafeByteOperations;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.wire.AddressRecords;
import io.lyceum.network.wire.SignedAddress;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** Between address records and their form on the wire and in the file. */
final class RecordCodec {

  private RecordCodec() {}

  static AddressRecords encode(List<AddressRecord> records) {
    AddressRecords.Builder message = AddressRecords.newBuilder();
    for (AddressRecord record : records) {
      message.addRecord(
          SignedAddress.newBuilder()
              .setNode(UnsafeByteOperations.unsafeWrap(record.node().bytes().toArrayUnsafe()))
              .setHost(record.endpoint().host())
              .setPort(record.endpoint().port())
              .setSequence(record.sequence())
              .setSignature(
                  UnsafeByteOperations.unsafeWrap(record.signature().encoded().toArrayUnsafe())));
    }
    return message.build();
  }

  /**
   * Reads records; their signatures are not checked.
   *
   * @throws DiscoveryException if there are more than so many, or a field has no valid form
   */
  static List<AddressRecord> decode(AddressRecords message, int most) throws DiscoveryException {
    if (message.getRecordCount() > most) {
      throw new DiscoveryException("passed on more than " + most + " addresses");
    }
    try {
      return message.getRecordList().stream().map(RecordCodec::decode).toList();
    } catch (IllegalArgumentException e) {
      throw new DiscoveryException("passed on an address in no valid form", e);
    }
  }

  private static AddressRecord decode(SignedAddress message) {
    Address node = new Address(Bytes.wrap(message.getNode().toByteArray()));
    return new AddressRecord(
        new PeerEndpoint(node, message.getHost(), message.getPort()),
        message.getSequence(),
        Signature.decode(Bytes.wrap(message.getSignature().toByteArray())));
  }
}
