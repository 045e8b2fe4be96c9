// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// The votes that 67 % of `count` authorities means: ceil(2n/3), the quorum of QBFT.
function quorumOf(uint256 count) pure returns (uint256) {
    return (2 * count + 2) / 3;
}
