// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {quorumOf} from "./Quorum.sol";

/// @title Decisions of the authorities
/// @notice An authority supports a motion by making the call that the motion stands for; the call that brings the
/// votes to 67 % takes effect. A motion's hash names everything that it decides, and something that the decision
/// changes, so that a carried motion cannot be carried again by the same votes.
abstract contract Ballots {
    mapping(bytes32 motion => mapping(address authority => bool)) private _supports;

    event MotionSupported(bytes32 indexed motion, address indexed authority, uint256 votes, uint256 needed);
    event SupportRetracted(bytes32 indexed motion, address indexed authority);

    error NotAnAuthority(address account);
    error AlreadySupported(bytes32 motion, address authority);
    error NotSupported(bytes32 motion, address authority);

    /// Takes back the caller's vote for a motion that is not carried yet.
    function retract(bytes32 motion) external {
        if (!_supports[motion][msg.sender]) revert NotSupported(motion, msg.sender);
        _supports[motion][msg.sender] = false;
        emit SupportRetracted(motion, msg.sender);
    }

    /// Whether an account has voted for a motion.
    function hasSupported(bytes32 motion, address account) external view returns (bool) {
        return _supports[motion][account];
    }

    /// The votes for a motion, of those who are authorities now.
    function votesFor(bytes32 motion) external view returns (uint256) {
        return _count(motion, _electors());
    }

    /// Records the caller's vote.
    /// @return carried whether 67 % of the present authorities support the motion
    function _support(bytes32 motion) internal returns (bool carried) {
        address[] memory electors = _electors();
        _requireElector(electors);
        if (_supports[motion][msg.sender]) revert AlreadySupported(motion, msg.sender);
        _supports[motion][msg.sender] = true;
        uint256 votes = _count(motion, electors);
        uint256 needed = quorumOf(electors.length);
        emit MotionSupported(motion, msg.sender, votes, needed);
        return votes >= needed;
    }

    /// Who may vote: the present authorities.
    function _electors() internal view virtual returns (address[] memory);

    function _count(bytes32 motion, address[] memory electors) private view returns (uint256 votes) {
        for (uint256 i = 0; i < electors.length; i++) {
            if (_supports[motion][electors[i]]) votes++;
        }
    }

    function _requireElector(address[] memory electors) private view {
        for (uint256 i = 0; i < electors.length; i++) {
            if (electors[i] == msg.sender) return;
        }
        revert NotAnAuthority(msg.sender);
    }
}
