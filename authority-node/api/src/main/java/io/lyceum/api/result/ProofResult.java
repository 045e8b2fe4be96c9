package io.lyceum.api.result;

import io.lyceum.ledger.state.AccountProof;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** An account with the proof of it or of its absence, and so for slots (EIP-1186). */
public record ProofResult(
    List<Bytes> accountProof,
    Address address,
    UInt256 balance,
    Bytes32 codeHash,
    long nonce,
    Bytes32 storageHash,
    List<SlotProofResult> storageProof) {

  /** A slot; {@code key} is as the client wrote it. */
  public record SlotProofResult(String key, UInt256 value, List<Bytes> proof) {}

  /**
   * The result of a proof.
   *
   * @param keys of its slots, as the client wrote them
   */
  public static ProofResult of(AccountProof proof, List<String> keys) {
    AccountState account = proof.account().orElse(AccountState.EMPTY);
    List<SlotProofResult> slots = new ArrayList<>();
    for (AccountProof.SlotProof slot : proof.slots()) {
      slots.add(new SlotProofResult(keys.get(slots.size()), slot.value(), slot.nodes()));
    }
    return new ProofResult(
        proof.nodes(),
        proof.address(),
        account.balance(),
        account.codeHash(),
        account.nonce(),
        proof.storageRoot(),
        slots);
  }
}
