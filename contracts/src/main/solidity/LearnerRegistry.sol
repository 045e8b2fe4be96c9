// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AuthorityRegistry} from "./AuthorityRegistry.sol";
import {Ballots} from "./Ballots.sol";
import {AUTHORITY_REGISTRY, PROOF_OF_LEARNING, REWARD_VAULT, requireCaller} from "./Predeployed.sol";

/// @title Learners: admission, bonds, reputation
/// @notice A learner deposits once; a submission locks the job's bond out of the deposit until it is settled.
contract LearnerRegistry is Ballots {
    uint8 public constant INITIAL_REPUTATION = 50;
    uint8 public constant MAX_REPUTATION = 100;
    /// What an accepted proof adds.
    uint8 public constant REPUTATION_GAIN = 1;
    /// What a rejected proof takes.
    uint8 public constant REPUTATION_LOSS = 10;

    struct Learner {
        bool admitted;
        /// Whether the account was ever admitted: its reputation then outlives a removal.
        bool known;
        /// 0 to 100.
        uint8 reputation;
        /// Deposited and not locked, in wei.
        uint128 free;
        /// Locked by submissions that are not settled, in wei.
        uint128 locked;
    }

    mapping(address account => Learner) private _learners;
    mapping(address subject => uint256) private _term;
    address[] private _known;

    event LearnerAdmitted(address indexed learner);
    event LearnerRemoved(address indexed learner);
    event BondDeposited(address indexed learner, uint256 amount);
    event BondWithdrawn(address indexed learner, uint256 amount);
    event BondLocked(address indexed learner, uint256 amount);
    event BondReleased(address indexed learner, uint256 amount);
    event BondSlashed(address indexed learner, uint256 amount);
    event ReputationChanged(address indexed learner, uint8 reputation);

    error IsAuthority(address account);
    error AlreadyAdmitted(address account);
    error NotAdmitted(address account);
    error DepositTooLow(address account, uint256 free, uint256 required);
    error AmountTooLarge(uint256 amount);
    error TransferFailed(address to);

    /// Whether an account is admitted now.
    function isLearner(address account) external view returns (bool) {
        return _learners[account].admitted;
    }

    /// What is known of an account.
    function learner(address account) external view returns (Learner memory) {
        return _learners[account];
    }

    /// The reputation of an account, 0 to 100; 0 for one that was never admitted.
    function reputationOf(address account) external view returns (uint8) {
        return _learners[account].reputation;
    }

    /// The number of accounts that were ever admitted.
    function learnerCount() external view returns (uint256) {
        return _known.length;
    }

    /// An account that was ever admitted, in the order of first admission.
    function learnerAt(uint256 index) external view returns (address) {
        return _known[index];
    }

    /// The motion that `vote` supports: for `retract` and `votesFor`.
    function motionOf(address subject, bool admit) public view returns (bytes32) {
        return keccak256(abi.encode(subject, admit, _term[subject]));
    }

    /// An authority's vote to admit a learner or to remove one; takes effect at 67 %.
    function vote(address subject, bool admit) external {
        Learner storage subjectLearner = _learners[subject];
        if (admit) {
            if (subjectLearner.admitted) revert AlreadyAdmitted(subject);
            // Nobody may judge its own work.
            if (AuthorityRegistry(AUTHORITY_REGISTRY).isAuthority(subject)) revert IsAuthority(subject);
        } else if (!subjectLearner.admitted) {
            revert NotAdmitted(subject);
        }
        if (!_support(motionOf(subject, admit))) return;
        _term[subject]++;
        subjectLearner.admitted = admit;
        if (!admit) {
            emit LearnerRemoved(subject);
            return;
        }
        emit LearnerAdmitted(subject);
        if (!subjectLearner.known) {
            subjectLearner.known = true;
            subjectLearner.reputation = INITIAL_REPUTATION;
            _known.push(subject);
            emit ReputationChanged(subject, INITIAL_REPUTATION);
        }
    }

    /// Adds to the caller's deposit.
    function deposit() external payable {
        _learners[msg.sender].free += _narrow(msg.value);
        emit BondDeposited(msg.sender, msg.value);
    }

    /// Pays out of the caller's free deposit.
    function withdraw(uint256 amount) external {
        _takeFree(msg.sender, amount);
        emit BondWithdrawn(msg.sender, amount);
        (bool paid,) = msg.sender.call{value: amount}("");
        if (!paid) revert TransferFailed(msg.sender);
    }

    /// Locks a submission's bond; called by ProofOfLearning.
    function lock(address account, uint256 amount) external {
        requireCaller(PROOF_OF_LEARNING);
        _takeFree(account, amount);
        _learners[account].locked += _narrow(amount);
        emit BondLocked(account, amount);
    }

    /// Frees a submission's bond; called by ProofOfLearning.
    function release(address account, uint256 amount) external {
        requireCaller(PROOF_OF_LEARNING);
        _learners[account].locked -= _narrow(amount);
        _learners[account].free += _narrow(amount);
        emit BondReleased(account, amount);
    }

    /// Raises the reputation for an accepted proof; called by ProofOfLearning.
    function commend(address account) external {
        requireCaller(PROOF_OF_LEARNING);
        uint8 before = _learners[account].reputation;
        uint8 room = MAX_REPUTATION - before;
        _setReputation(account, before + (room < REPUTATION_GAIN ? room : REPUTATION_GAIN));
    }

    /// Takes a rejected submission's bond and lowers the reputation; called by ProofOfLearning.
    function slash(address account, uint256 amount) external {
        requireCaller(PROOF_OF_LEARNING);
        _learners[account].locked -= _narrow(amount);
        emit BondSlashed(account, amount);
        uint8 before = _learners[account].reputation;
        _setReputation(account, before < REPUTATION_LOSS ? 0 : before - REPUTATION_LOSS);
        (bool paid,) = REWARD_VAULT.call{value: amount}("");
        if (!paid) revert TransferFailed(REWARD_VAULT);
    }

    function _electors() internal view override returns (address[] memory) {
        return AuthorityRegistry(AUTHORITY_REGISTRY).getValidators();
    }

    function _takeFree(address account, uint256 amount) private {
        uint256 free = _learners[account].free;
        if (free < amount) revert DepositTooLow(account, free, amount);
        _learners[account].free = _narrow(free - amount);
    }

    function _setReputation(address account, uint8 reputation) private {
        _learners[account].reputation = reputation;
        emit ReputationChanged(account, reputation);
    }

    function _narrow(uint256 amount) private pure returns (uint128) {
        if (amount > type(uint128).max) revert AmountTooLarge(amount);
        return uint128(amount);
    }
}
