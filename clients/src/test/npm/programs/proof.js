// Verifies answers of eth_getProof against the state root of a header, by a trie that is not ours.
import assert from 'node:assert/strict';
import { verifyMerkleProof } from '@ethereumjs/mpt';
import { RLP } from '@ethereumjs/rlp';
import { KECCAK256_RLP_S, bytesToHex, hexToBytes, setLengthLeft } from '@ethereumjs/util';

/** What a trie with this root holds at a key, proved by these nodes; null where it holds nothing. */
async function proved(key, nodes, root) {
  if (nodes.length === 0) {
    assert.equal(root, KECCAK256_RLP_S);
    return null;
  }
  return verifyMerkleProof(key, nodes.map(hexToBytes), { useKeyHashing: true, root: hexToBytes(root) });
}

function minimal(quantity) {
  const digits = BigInt(quantity).toString(16);
  return quantity === '0x0' ? new Uint8Array() : hexToBytes(`0x${digits.length % 2 ? '0' : ''}${digits}`);
}

/**
 * Asserts that an answer (quantities as hexadecimal strings) is what the state root commits to, also where the account
 * or a slot is absent.
 */
export async function verifyProof(stateRoot, proof) {
  const account = await proved(hexToBytes(proof.address), proof.accountProof, stateRoot);
  if (account === null) {
    assert.equal(BigInt(proof.nonce) + BigInt(proof.balance), 0n);
  } else {
    assert.equal(
      bytesToHex(account),
      bytesToHex(
        RLP.encode([
          minimal(proof.nonce),
          minimal(proof.balance),
          hexToBytes(proof.storageHash),
          hexToBytes(proof.codeHash),
        ]),
      ),
    );
  }
  for (const slot of proof.storageProof) {
    const key = setLengthLeft(minimal(slot.key), 32);
    const value = await proved(key, slot.proof, proof.storageHash);
    assert.equal(value === null ? 0n : BigInt(bytesToHex(RLP.decode(value))), BigInt(slot.value));
  }
  return account !== null;
}
