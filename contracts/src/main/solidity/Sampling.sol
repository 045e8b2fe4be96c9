// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Which segments an authority replays
/// @notice They follow from its signature over the proof, which nobody else can foresee.
library Sampling {
    bytes32 internal constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 internal constant SAMPLE_TYPE = keccak256("Sample(bytes32 proofId)");
    /// Half of secp256k1's order: a higher s has a lower twin, so it would be a second signature.
    uint256 internal constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// The EIP-712 digest that an authority signs.
    function digest(bytes32 proofId, address verifyingContract) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPE, keccak256("Lyceum"), keccak256("1"), block.chainid, verifyingContract)
        );
        return keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(SAMPLE_TYPE, proofId))));
    }

    /// The signer of a digest; zero unless the signature is r ‖ s ‖ v with a low s and v = 27 or 28.
    function signer(bytes32 digest_, bytes calldata signature) internal pure returns (address) {
        if (signature.length != 65) return address(0);
        uint256 s = uint256(bytes32(signature[32:64]));
        if (s > HALF_ORDER) return address(0);
        return ecrecover(digest_, uint8(signature[64]), bytes32(signature[0:32]), bytes32(s));
    }

    /// The first `count` distinct values of keccak256(signature ‖ uint256 j) mod `segments`, j = 0, 1, 2, …
    /// @dev `count` ≤ `segments` ≤ 256 is the caller's duty. Each missing value turns up with a chance of at least
    /// 1/256 in each step, so the loop ends soon.
    function draw(bytes memory signature, uint256 segments, uint256 count)
        internal
        pure
        returns (uint32[] memory samples)
    {
        samples = new uint32[](count);
        uint256 drawn = 0;
        uint256 seen = 0;
        for (uint256 j = 0; drawn < count; j++) {
            uint256 segment = uint256(keccak256(abi.encodePacked(signature, j))) % segments;
            if (seen & (1 << segment) == 0) {
                seen |= 1 << segment;
                samples[drawn++] = uint32(segment);
            }
        }
    }
}
