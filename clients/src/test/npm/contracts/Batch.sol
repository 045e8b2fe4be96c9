// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Several calls in one transaction, for an account that runs this code by EIP-7702.
contract Batch {
    struct Call {
        address target;
        bytes data;
    }

    error NotTheAccountItself();

    function execute(Call[] calldata calls) external {
        if (msg.sender != address(this)) revert NotTheAccountItself();
        for (uint256 i = 0; i < calls.length; i++) {
            (bool done, bytes memory failure) = calls[i].target.call(calls[i].data);
            if (!done) {
                assembly {
                    revert(add(failure, 0x20), mload(failure))
                }
            }
        }
    }
}
