package io.lyceum.network.discovery;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.PeerEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Where a node says that it is reached. The signature is over {@code keccak256(prefix ‖ network ‖
 * address ‖ port ‖ sequence ‖ host)} with the 32 bytes of the network's genesis hash, two bytes of
 * port and eight of sequence, so it can be taken for nothing else that the key signs, nor for an
 * address in another network where the key is used.
 *
 * @param endpoint of the node
 * @param sequence milliseconds since 1970 at which it was signed; a node's later record replaces
 *     its earlier one, and a node that lost its directory never goes back
 * @param signature by the node's key
 */
public record AddressRecord(PeerEndpoint endpoint, long sequence, Signature signature) {

  /** Bytes that no record exceeds on the wire. */
  static final int MAX_SIZE = 512;

  /** A host name or an IP address, as long as the domain name system allows. */
  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._:-]{1,253}");

  private static final Bytes PREFIX =
      Bytes.wrap("lyceum-address-record:".getBytes(StandardCharsets.US_ASCII));

  /**
   * @throws IllegalArgumentException if the host is none or the sequence negative
   */
  public AddressRecord {
    if (!HOST.matcher(endpoint.host()).matches()) {
      throw new IllegalArgumentException("An address record names no host");
    }
    if (sequence < 0) {
      throw new IllegalArgumentException("An address record has a negative sequence number");
    }
  }

  /**
   * Signs a node's address.
   *
   * @param network the hash of its genesis block
   * @throws IllegalArgumentException if the host or the port is none
   */
  public static AddressRecord sign(
      KeyPair node, Bytes32 network, String host, int port, long sequence) {
    PeerEndpoint endpoint = new PeerEndpoint(node.address(), host, port);
    return new AddressRecord(endpoint, sequence, node.sign(digest(network, endpoint, sequence)));
  }

  /** The node that is reached there. */
  public Address node() {
    return endpoint.address();
  }

  /**
   * Whether the node itself signed it.
   *
   * @param network in which it is reached there: the hash of the genesis block
   */
  public boolean isAuthentic(Bytes32 network) {
    return signature.isLowS()
        && Secp256k1.best()
            .recoverAddress(digest(network, endpoint, sequence), signature)
            .filter(node()::equals)
            .isPresent();
  }

  private static Bytes32 digest(Bytes32 network, PeerEndpoint endpoint, long sequence) {
    return Keccak.hash(
        Bytes.concatenate(
            PREFIX,
            network,
            endpoint.address().bytes(),
            Bytes.ofUnsignedShort(endpoint.port()),
            Bytes.ofUnsignedLong(sequence),
            Bytes.wrap(endpoint.host().getBytes(StandardCharsets.US_ASCII))));
  }
}
