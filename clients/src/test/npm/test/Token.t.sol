// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Token} from "../contracts/Token.sol";

/// Run by Foundry on a fork of the network.
contract TokenTest {
    Token private token;

    function setUp() public {
        token = new Token(1000);
    }

    function test_whoDeploysOwnsAll() public view {
        require(token.balanceOf(address(this)) == 1000);
    }

    function testFuzz_aTransferMovesWhatIsThere(address to, uint256 amount) public {
        if (to == address(0) || to == address(this) || to == address(token)) return;
        amount %= 1001;
        token.transfer(to, amount);
        require(token.balanceOf(to) == amount);
        require(token.balanceOf(address(this)) == 1000 - amount);
    }

    function test_whatIsNotThereCannotBeMoved() public {
        try token.transfer(address(1), 1001) {
            revert("moved");
        } catch (bytes memory reason) {
            require(bytes4(reason) == IERC20Errors.ERC20InsufficientBalance.selector);
        }
    }
}
