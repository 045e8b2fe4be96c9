// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title The Merkle tree of a proof of learning
/// @notice S + 1 leaves: keccak256(0x00 ‖ uint32 index ‖ checkpointRoot ‖ uint64 loss); a node is
/// keccak256(0x01 ‖ left ‖ right); an odd node is carried up. The index stands in the leaf, so segments cannot be
/// spliced, and leaf (45 bytes) and node (65 bytes) cannot be taken for each other.
library ProofTree {
    /// The hash of leaf `index`.
    function leaf(uint256 index, bytes32 checkpointRoot, uint64 loss) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(0), uint32(index), checkpointRoot, loss));
    }

    /// The hash of an inner node; also a checkpoint's root over its parameters' and its optimizer's roots.
    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(1), left, right));
    }

    /// Whether a leaf's hash stands at `index` of the tree of `count` leaves with this root. The siblings go from the
    /// leaf up; a level where the node has no sibling gives none, and none may be left over.
    function holds(bytes32 root, bytes32 leafHash, uint256 index, uint256 count, bytes32[] calldata siblings)
        internal
        pure
        returns (bool)
    {
        if (index >= count) return false;
        bytes32 hash = leafHash;
        uint256 used = 0;
        for (uint256 width = count; width > 1; width = (width + 1) / 2) {
            if ((index ^ 1) < width) {
                if (used == siblings.length) return false;
                bytes32 sibling = siblings[used++];
                hash = index & 1 == 0 ? node(hash, sibling) : node(sibling, hash);
            }
            index >>= 1;
        }
        return used == siblings.length && hash == root;
    }
}
