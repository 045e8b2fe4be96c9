// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// Where genesis puts the contracts. They know each other by these constants, so no owner can repoint them.

address constant AUTHORITY_REGISTRY = 0x0000000000000000000000000000000000001000;
address constant LEARNER_REGISTRY = 0x0000000000000000000000000000000000001001;
address constant MODEL_REGISTRY = 0x0000000000000000000000000000000000001002;
address constant TRAINING_JOBS = 0x0000000000000000000000000000000000001003;
address constant PROOF_OF_LEARNING = 0x0000000000000000000000000000000000001004;
address payable constant REWARD_VAULT = payable(0x0000000000000000000000000000000000001005);

/// Only the predeployed contract named here may call.
error OnlyContract(address allowed);

/// Allows one predeployed contract and nobody else.
function requireCaller(address allowed) view {
    if (msg.sender != allowed) revert OnlyContract(allowed);
}
