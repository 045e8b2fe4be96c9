package io.lyceum.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A node that this one is connected with.
 *
 * @param id its account
 * @param name its place, as {@code address@host:port}
 * @param network where it is
 * @param headNumber the number of its newest block, as far as it said
 * @param headHash the hash of that block
 */
public record PeerResult(
    Address id,
    String name,
    Network network,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Long> headNumber,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Bytes32> headHash) {

  /** A place, as {@code host:port}. */
  public record Network(String remoteAddress) {}
}
