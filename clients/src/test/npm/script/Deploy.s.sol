// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {Token} from "../contracts/Token.sol";

/// The cheat codes of Foundry that a script needs.
interface Vm {
    function startBroadcast() external;
    function stopBroadcast() external;
}

/// Deploys a token and gives some of it away, each as a transaction.
contract Deploy {
    // Where Foundry looks: the test contract is told apart by this, and the cheat codes stand there.
    bool public constant IS_SCRIPT = true;
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function run(address friend) external returns (Token token) {
        VM.startBroadcast();
        token = new Token(1_000_000);
        token.transfer(friend, 1234);
        VM.stopBroadcast();
    }
}
