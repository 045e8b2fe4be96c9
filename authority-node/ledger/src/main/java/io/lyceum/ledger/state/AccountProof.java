package io.lyceum.ledger.state;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What {@code eth_getProof} answers (EIP-1186).
 *
 * @param address the account
 * @param account its state, if there is one
 * @param storageRoot the root of its storage, that of an empty trie if there is no account
 * @param nodes trie nodes from the state root to the account, or to where its absence shows
 * @param slots a proof for each slot that was asked for
 */
public record AccountProof(
    Address address,
    Optional<AccountState> account,
    Bytes32 storageRoot,
    List<Bytes> nodes,
    List<SlotProof> slots) {

  /**
   * The proof of one slot.
   *
   * @param slot its number
   * @param value what it holds, zero for nothing
   * @param nodes trie nodes from the storage root to the slot, or to where its absence shows
   */
  public record SlotProof(UInt256 slot, UInt256 value, List<Bytes> nodes) {}
}
