package io.lyceum.ledger.state;

import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * An account as a leaf of the state trie: {@code [nonce, balance, storageRoot, codeHash]}.
 *
 * @param state all but the storage
 * @param storageRoot the root of its storage trie
 */
record TrieAccount(AccountState state, Bytes32 storageRoot) {

  static TrieAccount decode(Bytes encoded) {
    return StrictRlpReader.readOne(
        encoded,
        list -> {
          long nonce = list.uint64();
          var balance = list.uint256();
          Bytes32 storageRoot = list.bytes32();
          return new TrieAccount(new AccountState(nonce, balance, list.bytes32()), storageRoot);
        });
  }

  Bytes encoded() {
    return Rlp.encodeList(
        writer -> {
          writer.writeValue(Bytes.minimalBytes(state.nonce()));
          writer.writeUInt256(state.balance());
          writer.writeValue(storageRoot);
          writer.writeValue(state.codeHash());
        });
  }
}
