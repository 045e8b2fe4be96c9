package io.lyceum.ledger.block;

import io.lyceum.ledger.crypto.Sha256;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What a block's execution asks of the consensus layer (EIP-7685). QBFT carries nothing out, but
 * the header commits to it.
 *
 * @param encoded the requests of each type that has any: type ‖ data, by ascending type
 */
public record ExecutionRequests(List<Bytes> encoded) {

  /** No requests. */
  public static final ExecutionRequests NONE = new ExecutionRequests(List.of());

  /** Keeps an unmodifiable copy. */
  public ExecutionRequests {
    encoded = List.copyOf(encoded);
  }

  /** The header's requestsHash: SHA-256 over the SHA-256 of each type's requests. */
  public Bytes32 hash() {
    return Sha256.hash(Bytes.concatenate(encoded.stream().<Bytes>map(Sha256::hash).toList()));
  }
}
