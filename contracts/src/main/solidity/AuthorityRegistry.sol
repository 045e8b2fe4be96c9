// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Ballots} from "./Ballots.sol";
import {LearnerRegistry} from "./LearnerRegistry.sol";
import {LEARNER_REGISTRY, PROOF_OF_LEARNING, REWARD_VAULT, requireCaller} from "./Predeployed.sol";

/// @title Who seals blocks and attests proofs
/// @notice QBFT reads `getValidators()` on the parent's state. Every change of the membership makes a new numbered
/// set, and old sets stay readable, so that a proof can be judged by the electorate that stood at its submission.
contract AuthorityRegistry is Ballots {
    /// A verdict takes 2 bits of a word per seat, and sets are walked in loops.
    uint256 public constant MAX_AUTHORITIES = 100;
    /// Blocks for which a removed authority's bond stays liable for verdicts that are not settled yet.
    uint256 public constant UNBONDING_BLOCKS = 50_000;
    /// A false accusation costs one part in so many of the bond.
    uint256 public constant PENALTY_DIVISOR = 10;

    /// The bond that an authority must have deposited to be admitted, in wei.
    uint256 public immutable minimumBond;

    /// The number of the present set; the first is 1.
    uint256 public currentSet;
    /// What an account has deposited, in wei.
    mapping(address account => uint256) public bondOf;
    /// The block in which an authority was removed; 0 if it never was.
    mapping(address account => uint256) public removedAt;

    mapping(uint256 set => address[]) private _members;
    mapping(uint256 set => mapping(address account => uint256)) private _seatPlusOne;
    mapping(address subject => uint256) private _term;

    event AuthorityAdded(address indexed authority, uint256 set);
    event AuthorityRemoved(address indexed authority, uint256 set);
    event BondDeposited(address indexed account, uint256 amount);
    event BondWithdrawn(address indexed account, uint256 amount);
    event BondPenalised(address indexed authority, uint256 amount);

    error NoAuthorities();
    error TooManyAuthorities();
    error LastAuthority();
    error AlreadyAuthority(address account);
    error NotInSet(address account, uint256 set);
    error IsLearner(address account);
    error BondTooLow(address account, uint256 bond, uint256 required);
    error BondLocked(address account, uint256 untilBlock);
    error NothingToWithdraw(address account);
    error TransferFailed(address to);

    /// @param authorities the first set
    /// @param minimumBond_ in wei; the value sent is split evenly and must give each at least this
    constructor(address[] memory authorities, uint256 minimumBond_) payable {
        if (authorities.length == 0) revert NoAuthorities();
        minimumBond = minimumBond_;
        uint256 bond = msg.value / authorities.length;
        for (uint256 i = 0; i < authorities.length; i++) {
            if (bond < minimumBond_) revert BondTooLow(authorities[i], bond, minimumBond_);
            bondOf[authorities[i]] = bond;
        }
        _seatAll(authorities);
        for (uint256 i = 0; i < authorities.length; i++) {
            emit AuthorityAdded(authorities[i], currentSet);
        }
    }

    /// The present authorities; QBFT sorts them by address.
    function getValidators() external view returns (address[] memory) {
        return _members[currentSet];
    }

    /// The authorities of a numbered set, by seat.
    function electorate(uint256 set) external view returns (address[] memory) {
        return _members[set];
    }

    /// The number of authorities in a set.
    function size(uint256 set) external view returns (uint256) {
        return _members[set].length;
    }

    /// The seat of an account in a set, from 0.
    function seatOf(uint256 set, address account) external view returns (uint256) {
        uint256 seat = _seatPlusOne[set][account];
        if (seat == 0) revert NotInSet(account, set);
        return seat - 1;
    }

    /// Whether an account is an authority now.
    function isAuthority(address account) public view returns (bool) {
        return _seatPlusOne[currentSet][account] != 0;
    }

    /// The motion that `vote` supports: for `retract` and `votesFor`.
    function motionOf(address subject, bool admit) public view returns (bytes32) {
        return keccak256(abi.encode(subject, admit, _term[subject]));
    }

    /// Votes to add an account to the authorities or to remove one; takes effect at 67 %.
    function vote(address subject, bool admit) external {
        if (admit) {
            _checkCandidate(subject);
        } else if (!isAuthority(subject)) {
            revert NotInSet(subject, currentSet);
        }
        if (!_support(motionOf(subject, admit))) return;
        _term[subject]++;
        if (admit) {
            _add(subject);
        } else {
            _remove(subject);
        }
    }

    /// Adds to the caller's bond. A candidate deposits before it is voted in.
    function deposit() external payable {
        bondOf[msg.sender] += msg.value;
        emit BondDeposited(msg.sender, msg.value);
    }

    /// Pays the bond back to an account that is no authority, after the unbonding period.
    function withdraw() external {
        uint256 amount = bondOf[msg.sender];
        if (amount == 0) revert NothingToWithdraw(msg.sender);
        if (isAuthority(msg.sender)) revert BondLocked(msg.sender, type(uint256).max);
        uint256 removed = removedAt[msg.sender];
        if (removed != 0 && block.number < removed + UNBONDING_BLOCKS) {
            revert BondLocked(msg.sender, removed + UNBONDING_BLOCKS);
        }
        bondOf[msg.sender] = 0;
        emit BondWithdrawn(msg.sender, amount);
        (bool paid,) = msg.sender.call{value: amount}("");
        if (!paid) revert TransferFailed(msg.sender);
    }

    /// Takes a false accuser's penalty; called by ProofOfLearning.
    function penalise(address authority) external {
        requireCaller(PROOF_OF_LEARNING);
        uint256 amount = bondOf[authority] / PENALTY_DIVISOR;
        bondOf[authority] -= amount;
        emit BondPenalised(authority, amount);
        (bool paid,) = REWARD_VAULT.call{value: amount}("");
        if (!paid) revert TransferFailed(REWARD_VAULT);
    }

    function _electors() internal view override returns (address[] memory) {
        return _members[currentSet];
    }

    function _checkCandidate(address candidate) private view {
        if (isAuthority(candidate)) revert AlreadyAuthority(candidate);
        // Nobody may judge its own work.
        if (LearnerRegistry(LEARNER_REGISTRY).isLearner(candidate)) revert IsLearner(candidate);
        uint256 bond = bondOf[candidate];
        if (bond < minimumBond) revert BondTooLow(candidate, bond, minimumBond);
    }

    function _add(address candidate) private {
        address[] memory before = _members[currentSet];
        address[] memory members = new address[](before.length + 1);
        for (uint256 i = 0; i < before.length; i++) {
            members[i] = before[i];
        }
        members[before.length] = candidate;
        removedAt[candidate] = 0;
        _seatAll(members);
        emit AuthorityAdded(candidate, currentSet);
    }

    function _remove(address authority) private {
        address[] memory before = _members[currentSet];
        if (before.length == 1) revert LastAuthority();
        address[] memory members = new address[](before.length - 1);
        uint256 kept = 0;
        for (uint256 i = 0; i < before.length; i++) {
            if (before[i] != authority) members[kept++] = before[i];
        }
        removedAt[authority] = block.number;
        _seatAll(members);
        emit AuthorityRemoved(authority, currentSet);
    }

    function _seatAll(address[] memory members) private {
        if (members.length > MAX_AUTHORITIES) revert TooManyAuthorities();
        uint256 set = ++currentSet;
        _members[set] = members;
        for (uint256 i = 0; i < members.length; i++) {
            if (_seatPlusOne[set][members[i]] != 0) revert AlreadyAuthority(members[i]);
            _seatPlusOne[set][members[i]] = i + 1;
        }
    }
}
