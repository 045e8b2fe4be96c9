// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AuthorityRegistry} from "./AuthorityRegistry.sol";
import {LearnerRegistry} from "./LearnerRegistry.sol";
import {AUTHORITY_REGISTRY, LEARNER_REGISTRY, TRAINING_JOBS} from "./Predeployed.sol";
import {JobStatus, Rules, TrainingJobs} from "./TrainingJobs.sol";

/// @title Enrolment and the epochs of a job
/// @notice The learners of an epoch are those enrolled when it began; their rank by address decides their shard.
abstract contract Epochs {
    /// The learners of a job are walked in loops.
    uint256 public constant MAX_LEARNERS = 64;

    enum EpochStatus {
        None,
        Open,
        Closed
    }

    struct Epoch {
        /// The version that every proof of the epoch starts from.
        bytes32 parentVersion;
        /// The verified held-out loss of that version.
        uint64 parentLoss;
        uint64 begunAt;
        /// The last block that takes submissions.
        uint64 deadline;
        uint32 submitted;
        uint32 settled;
        EpochStatus status;
    }

    mapping(uint256 jobId => address[]) private _enrolled;
    mapping(uint256 jobId => mapping(address learner => uint256)) private _placePlusOne;
    mapping(uint256 jobId => uint256) internal _current;
    mapping(uint256 jobId => mapping(uint256 epoch => Epoch)) internal _epochs;
    mapping(uint256 jobId => mapping(uint256 epoch => address[])) private _rosters;

    event Enrolled(uint256 indexed jobId, address indexed learner);
    event Unenrolled(uint256 indexed jobId, address indexed learner);
    event EpochBegan(
        uint256 indexed jobId, uint256 indexed epoch, bytes32 parentVersion, uint64 parentLoss, uint256 learners, uint64 deadline
    );

    error JobNotActive(uint256 jobId);
    error JobFull(uint256 jobId);
    error NotLearner(address account);
    error AuthorityCannotLearn(address account);
    error DepositTooLow(address account, uint256 free, uint256 required);
    error AlreadyEnrolled(uint256 jobId, address learner);
    error NotEnrolled(uint256 jobId, address learner);
    error AlreadyBegun(uint256 jobId);
    error TooEarly(uint256 blockNumber);
    error NoLearners(uint256 jobId);

    /// Enrols the caller, an admitted learner whose free deposit covers the job's bond, from the next epoch on.
    function enrol(uint256 jobId) external {
        Rules memory rules = _activeRules(jobId);
        LearnerRegistry.Learner memory learner = LearnerRegistry(LEARNER_REGISTRY).learner(msg.sender);
        if (!learner.admitted) revert NotLearner(msg.sender);
        if (AuthorityRegistry(AUTHORITY_REGISTRY).isAuthority(msg.sender)) revert AuthorityCannotLearn(msg.sender);
        if (learner.free < rules.bond) revert DepositTooLow(msg.sender, learner.free, rules.bond);
        if (_placePlusOne[jobId][msg.sender] != 0) revert AlreadyEnrolled(jobId, msg.sender);
        address[] storage enrolledNow = _enrolled[jobId];
        if (enrolledNow.length == MAX_LEARNERS) revert JobFull(jobId);
        enrolledNow.push(msg.sender);
        _placePlusOne[jobId][msg.sender] = enrolledNow.length;
        emit Enrolled(jobId, msg.sender);
    }

    /// Takes the caller off the list from the next epoch on.
    function unenrol(uint256 jobId) external {
        uint256 place = _placePlusOne[jobId][msg.sender];
        if (place == 0) revert NotEnrolled(jobId, msg.sender);
        address[] storage enrolledNow = _enrolled[jobId];
        address last = enrolledNow[enrolledNow.length - 1];
        enrolledNow[place - 1] = last;
        _placePlusOne[jobId][last] = place;
        _placePlusOne[jobId][msg.sender] = 0;
        enrolledNow.pop();
        emit Unenrolled(jobId, msg.sender);
    }

    /// Begins the first epoch of a job, once its start block is reached and somebody is enrolled; after the time of an
    /// epoch also without learners, so that a job that nobody wants ends and gives its reward back. Anyone may call.
    function begin(uint256 jobId) external {
        Rules memory rules = _activeRules(jobId);
        if (_epochs[jobId][0].status != EpochStatus.None) revert AlreadyBegun(jobId);
        if (block.number < rules.startBlock) revert TooEarly(rules.startBlock);
        if (_enrolled[jobId].length == 0 && block.number < rules.startBlock + rules.epochBlocks) {
            revert NoLearners(jobId);
        }
        _beginEpoch(jobId, 0, rules, rules.initialVersion, rules.initialLoss);
    }

    /// The learners enrolled now: those of the next epoch.
    function enrolled(uint256 jobId) external view returns (address[] memory) {
        return _enrolled[jobId];
    }

    /// The learners of an epoch.
    function roster(uint256 jobId, uint256 epoch) external view returns (address[] memory) {
        return _rosters[jobId][epoch];
    }

    /// A learner's rank by address among the learners of an epoch, from 0, and their number.
    function rank(uint256 jobId, uint256 epoch, address learner) external view returns (uint256 place, uint256 count) {
        address[] memory members = _rosters[jobId][epoch];
        if (!_contains(members, learner)) revert NotEnrolled(jobId, learner);
        for (uint256 i = 0; i < members.length; i++) {
            if (members[i] < learner) place++;
        }
        return (place, members.length);
    }

    /// The number of a job's epoch in progress, or of its last one.
    function currentEpoch(uint256 jobId) external view returns (uint256) {
        return _current[jobId];
    }

    /// The state of an epoch.
    function epochState(uint256 jobId, uint256 epoch) external view returns (Epoch memory) {
        return _epochs[jobId][epoch];
    }

    /// Whether `closeEpoch` would succeed now: every learner has a settled proof, or the deadline has passed and
    /// nothing is in attestation. An epoch without learners lasts until its deadline.
    function closable(uint256 jobId, uint256 epoch) public view returns (bool) {
        Epoch storage state = _epochs[jobId][epoch];
        if (state.status != EpochStatus.Open) return false;
        uint256 learners = _rosters[jobId][epoch].length;
        if (learners != 0 && state.settled == learners) return true;
        return block.number > state.deadline && state.settled == state.submitted;
    }

    function _beginEpoch(uint256 jobId, uint256 epoch, Rules memory rules, bytes32 parentVersion, uint64 parentLoss)
        internal
    {
        _current[jobId] = epoch;
        uint64 deadline = uint64(block.number) + rules.epochBlocks;
        _epochs[jobId][epoch] =
            Epoch(parentVersion, parentLoss, uint64(block.number), deadline, 0, 0, EpochStatus.Open);
        address[] memory candidates = _enrolled[jobId];
        address[] storage members = _rosters[jobId][epoch];
        for (uint256 i = 0; i < candidates.length; i++) {
            if (LearnerRegistry(LEARNER_REGISTRY).isLearner(candidates[i])) members.push(candidates[i]);
        }
        emit EpochBegan(jobId, epoch, parentVersion, parentLoss, members.length, deadline);
    }

    function _activeRules(uint256 jobId) internal view returns (Rules memory rules) {
        rules = TrainingJobs(TRAINING_JOBS).rules(jobId);
        if (rules.status != JobStatus.Active) revert JobNotActive(jobId);
    }

    function _inRoster(uint256 jobId, uint256 epoch, address learner) internal view returns (bool) {
        return _contains(_rosters[jobId][epoch], learner);
    }

    function _contains(address[] memory members, address account) private pure returns (bool) {
        for (uint256 i = 0; i < members.length; i++) {
            if (members[i] == account) return true;
        }
        return false;
    }
}
