// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PROOF_OF_LEARNING, TRAINING_JOBS, requireCaller} from "./Predeployed.sol";

/// @title The POL that pays rewards
/// @notice A job's rewards are reserved when it is created, so a payment never lacks funds. A payment is sent at once;
/// if the receiver refuses it or burns its gas, the amount is kept for it to withdraw, and settlement goes on.
contract RewardVault {
    /// What a receiver may spend on accepting a payment.
    uint256 public constant PAYMENT_GAS = 30_000;

    /// The sum of all reservations, in wei.
    uint256 public reserved;
    /// The sum of all refused payments, in wei.
    uint256 public owed;
    /// What is reserved for a job, in wei.
    mapping(uint256 jobId => uint256) public reservedFor;
    /// Payments that an account refused and may withdraw, in wei.
    mapping(address account => uint256) public owedTo;

    event Funded(address indexed from, uint256 amount);
    event Reserved(uint256 indexed jobId, uint256 amount);
    event Released(uint256 indexed jobId, uint256 amount);
    event Paid(uint256 indexed jobId, address indexed to, uint256 amount);
    event PaymentKept(uint256 indexed jobId, address indexed to, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);

    error InsufficientFunds(uint256 available, uint256 required);
    error ReservationExceeded(uint256 jobId, uint256 reserved, uint256 required);
    error NothingToWithdraw(address account);
    error TransferFailed(address to);

    constructor() payable {}

    receive() external payable {
        emit Funded(msg.sender, msg.value);
    }

    /// What is neither reserved nor owed, in wei.
    function available() public view returns (uint256) {
        return address(this).balance - reserved - owed;
    }

    /// Sets a job's rewards aside; called by TrainingJobs.
    function reserve(uint256 jobId, uint256 amount) external {
        requireCaller(TRAINING_JOBS);
        uint256 free = available();
        if (free < amount) revert InsufficientFunds(free, amount);
        reserved += amount;
        reservedFor[jobId] += amount;
        emit Reserved(jobId, amount);
    }

    /// Gives up a part of a job's reservation; called by ProofOfLearning.
    function release(uint256 jobId, uint256 amount) external {
        requireCaller(PROOF_OF_LEARNING);
        _draw(jobId, amount);
        emit Released(jobId, amount);
    }

    /// Pays out of a job's reservation; called by ProofOfLearning.
    function pay(uint256 jobId, address to, uint256 amount) external {
        requireCaller(PROOF_OF_LEARNING);
        _draw(jobId, amount);
        (bool paid,) = to.call{value: amount, gas: PAYMENT_GAS}("");
        if (paid) {
            emit Paid(jobId, to, amount);
        } else {
            // Only a payment that never left is owed, so a receiver that calls back finds nothing to withdraw.
            owed += amount;
            owedTo[to] += amount;
            emit PaymentKept(jobId, to, amount);
        }
    }

    /// Pays the caller what an earlier payment could not deliver.
    function withdraw() external {
        uint256 amount = owedTo[msg.sender];
        if (amount == 0) revert NothingToWithdraw(msg.sender);
        owedTo[msg.sender] = 0;
        owed -= amount;
        emit Withdrawn(msg.sender, amount);
        (bool paid,) = msg.sender.call{value: amount}("");
        if (!paid) revert TransferFailed(msg.sender);
    }

    function _draw(uint256 jobId, uint256 amount) private {
        uint256 held = reservedFor[jobId];
        if (held < amount) revert ReservationExceeded(jobId, held, amount);
        reservedFor[jobId] = held - amount;
        reserved -= amount;
    }
}
