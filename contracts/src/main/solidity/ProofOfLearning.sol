// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AuthorityRegistry} from "./AuthorityRegistry.sol";
import {Epochs} from "./Epochs.sol";
import {LearnerRegistry} from "./LearnerRegistry.sol";
import {ModelRegistry} from "./ModelRegistry.sol";
import {
    AUTHORITY_REGISTRY,
    LEARNER_REGISTRY,
    MODEL_REGISTRY,
    REWARD_VAULT,
    TRAINING_JOBS
} from "./Predeployed.sol";
import {ProofTree} from "./ProofTree.sol";
import {quorumOf} from "./Quorum.sol";
import {RewardVault} from "./RewardVault.sol";
import {Sampling} from "./Sampling.sol";
import {ReplayMode, Rules, TrainingJobs} from "./TrainingJobs.sol";
import {Finding, Verdict, Verdicts} from "./Verdicts.sol";

/// @title Proof of learning
/// @notice Submission, attestation with private samples, judgement of named segments, settlement, pay.
///
/// A proof makes S + 1 claims: segments 0 … S-1, and claim S, the held-out loss of the final version, which every
/// attestation judges. An authority whose sampled segment does not match names it thereby, at most one for each proof,
/// and every authority then judges the named segment. All named segments and claim S must be upheld by 67 % of the
/// electorate for acceptance; one that 67 % refute rejects the proof.
contract ProofOfLearning is Epochs {
    using Verdicts for uint256;

    /// The loss that stands for NaN or infinity.
    uint64 public constant NOT_A_LOSS = type(uint64).max;
    /// The attestation window is at least so many blocks for each authority of the electorate.
    uint256 public constant ATTESTATION_BLOCKS_PER_AUTHORITY = 10;

    enum Status {
        None,
        Pending,
        Accepted,
        /// Verified, but the improvement is below the job's requirement.
        Insufficient,
        Rejected,
        /// No quorum in time.
        Expired
    }

    struct Proof {
        uint256 jobId;
        uint256 epoch;
        address learner;
        bytes32 proofRoot;
        bytes32 parentVersion;
        bytes32 finalVersion;
        bytes32 finalOptimizerRoot;
        /// Claimed held-out loss of the final version.
        uint64 loss;
        /// Claimed training loss of the last segment: that of leaf S.
        uint64 finalSegmentLoss;
        uint64 submittedAt;
        /// The last block that takes attestations.
        uint64 attestBy;
        /// The last block that takes verdicts on named segments.
        uint64 judgeBy;
        uint32 segments;
        uint32 challenges;
        /// The number of the set in AuthorityRegistry that judges the proof.
        uint64 electorate;
        uint32 electors;
        uint32 attestations;
        Status status;
    }

    mapping(bytes32 proofId => Proof) private _proofs;
    /// One bit for each seat.
    mapping(bytes32 proofId => uint256) private _attested;
    /// One bit for each segment.
    mapping(bytes32 proofId => uint256) private _named;
    mapping(bytes32 proofId => mapping(uint256 claim => uint256)) private _verdicts;
    mapping(uint256 jobId => mapping(uint256 epoch => bytes32[])) private _epochProofs;
    mapping(uint256 jobId => mapping(uint256 epoch => mapping(address learner => bytes32))) private _proofOf;

    event ProofSubmitted(
        bytes32 indexed proofId,
        uint256 indexed jobId,
        address indexed learner,
        uint256 epoch,
        bytes32 proofRoot,
        bytes32 parentVersion,
        bytes32 finalVersion,
        bytes32 finalOptimizerRoot,
        uint64 loss,
        uint64 attestBy
    );
    event Attested(
        bytes32 indexed proofId,
        address indexed authority,
        bytes signature,
        uint32[] samples,
        Verdict[] verdicts,
        Verdict evaluation
    );
    event SegmentNamed(bytes32 indexed proofId, uint256 indexed segment, address indexed authority, Verdict verdict);
    event Judged(bytes32 indexed proofId, uint256 indexed segment, address indexed authority, Verdict verdict);
    event FalseAccusation(bytes32 indexed proofId, uint256 indexed claim, address indexed authority);
    event ProofSettled(
        bytes32 indexed proofId, uint256 indexed jobId, address indexed learner, uint256 epoch, Status status, uint64 loss
    );
    event RewardPaid(
        bytes32 indexed proofId, uint256 indexed jobId, address indexed learner, uint256 epoch, uint256 amount
    );
    event EpochClosed(
        uint256 indexed jobId, uint256 indexed epoch, uint256 accepted, bytes32 winner, bytes32 version, uint64 loss
    );

    error EpochNotOpen(uint256 jobId, uint256 epoch);
    error SubmissionClosed(uint64 deadline);
    error StaleParent(bytes32 parentVersion, bytes32 current);
    error AlreadySubmitted(bytes32 proofId);
    error LeafMismatch(uint256 index);
    error NotPending(bytes32 proofId);
    error AttestationClosed(uint64 attestBy);
    error AlreadyAttested(bytes32 proofId, address authority);
    error NotAttested(bytes32 proofId, address authority);
    error InvalidSignature();
    error WrongVerdictCount(uint256 given, uint256 required);
    error InvalidVerdict();
    error SegmentNotNamed(bytes32 proofId, uint256 segment);
    error AlreadyJudged(bytes32 proofId, uint256 segment, address authority);
    error JudgementClosed(uint64 judgeBy);
    error NotSettleable(bytes32 proofId);
    error NotClosable(uint256 jobId, uint256 epoch);

    /// Submits a proof of the current epoch and locks the job's bond. It shows that leaf 0 is the parent version with
    /// zero moments and loss 0, and that leaf S is the final version.
    /// @param loss claimed held-out loss of the final version
    /// @param firstSiblings Merkle proof of leaf 0
    /// @param lastSiblings Merkle proof of leaf S
    function submit(
        uint256 jobId,
        uint256 epoch,
        bytes32 proofRoot,
        bytes32 parentVersion,
        bytes32 finalVersion,
        bytes32 finalOptimizerRoot,
        uint64 finalSegmentLoss,
        uint64 loss,
        bytes32[] calldata firstSiblings,
        bytes32[] calldata lastSiblings
    ) external returns (bytes32 id) {
        Rules memory rules = _activeRules(jobId);
        _checkSubmitter(jobId, epoch, parentVersion);
        _checkLeaf(
            proofRoot, 0, rules.segments, ProofTree.node(parentVersion, rules.zeroOptimizerRoot), 0, firstSiblings
        );
        _checkLeaf(
            proofRoot,
            rules.segments,
            rules.segments,
            ProofTree.node(finalVersion, finalOptimizerRoot),
            finalSegmentLoss,
            lastSiblings
        );

        id = proofId(jobId, epoch, msg.sender, proofRoot, finalVersion, loss);
        Proof storage proof_ = _proofs[id];
        proof_.jobId = jobId;
        proof_.epoch = epoch;
        proof_.learner = msg.sender;
        proof_.proofRoot = proofRoot;
        proof_.parentVersion = parentVersion;
        proof_.finalVersion = finalVersion;
        proof_.finalOptimizerRoot = finalOptimizerRoot;
        proof_.loss = loss;
        proof_.finalSegmentLoss = finalSegmentLoss;
        proof_.segments = rules.segments;
        proof_.challenges = rules.challenges;
        proof_.status = Status.Pending;
        _fixElectorate(proof_, rules.attestationBlocks);
        _proofOf[jobId][epoch][msg.sender] = id;
        _epochProofs[jobId][epoch].push(id);
        _epochs[jobId][epoch].submitted++;
        emit ProofSubmitted(
            id,
            jobId,
            msg.sender,
            epoch,
            proofRoot,
            parentVersion,
            finalVersion,
            finalOptimizerRoot,
            loss,
            proof_.attestBy
        );
        LearnerRegistry(LEARNER_REGISTRY).lock(msg.sender, rules.bond);
    }

    /// Publishes an authority's verdicts on the segments that its signature draws and on the held-out loss. Of those
    /// that do not match, the first mismatch, or else the first unavailable segment, is named.
    /// @param signature over `sampleDigest(id)`, r ‖ s ‖ v with v = 27 or 28
    /// @param verdicts one for each of `samples(signature, S, c)`, in that order
    /// @param evaluation on claim S
    function attest(bytes32 id, bytes calldata signature, Verdict[] calldata verdicts, Verdict evaluation) external {
        Proof storage proof_ = _pending(id);
        if (block.number > proof_.attestBy) revert AttestationClosed(proof_.attestBy);
        uint256 seat = AuthorityRegistry(AUTHORITY_REGISTRY).seatOf(proof_.electorate, msg.sender);
        if (_attested[id] & (1 << seat) != 0) revert AlreadyAttested(id, msg.sender);
        if (Sampling.signer(sampleDigest(id), signature) != msg.sender) revert InvalidSignature();
        if (verdicts.length != proof_.challenges) revert WrongVerdictCount(verdicts.length, proof_.challenges);

        _attested[id] |= 1 << seat;
        proof_.attestations++;
        uint32[] memory sampled = Sampling.draw(signature, proof_.segments, proof_.challenges);
        emit Attested(id, msg.sender, signature, sampled, verdicts, evaluation);
        _record(id, proof_.segments, seat, evaluation);
        for (uint256 i = 0; i < sampled.length; i++) {
            _record(id, sampled[i], seat, verdicts[i]);
        }
        if (!_nameFirst(id, sampled, verdicts, Verdict.Mismatch)) {
            _nameFirst(id, sampled, verdicts, Verdict.Unavailable);
        }
    }

    /// Publishes an authority's verdict on a segment that another one named. Its own samples are judged already by its
    /// attestation, which comes first.
    function judge(bytes32 id, uint256 segment, Verdict verdict) external {
        Proof storage proof_ = _pending(id);
        if (block.number > proof_.judgeBy) revert JudgementClosed(proof_.judgeBy);
        if (!isNamed(id, segment)) revert SegmentNotNamed(id, segment);
        uint256 seat = AuthorityRegistry(AUTHORITY_REGISTRY).seatOf(proof_.electorate, msg.sender);
        if (_attested[id] & (1 << seat) == 0) revert NotAttested(id, msg.sender);
        if (_verdicts[id][segment].ofSeat(seat) != Verdict.None) revert AlreadyJudged(id, segment, msg.sender);
        _record(id, segment, seat, verdict);
        emit Judged(id, segment, msg.sender, verdict);
    }

    /// Settles a proof when `outcome` is final. Anyone may call.
    function settle(bytes32 id) external {
        Proof storage proof_ = _pending(id);
        Status result = outcome(id);
        if (result == Status.Pending) revert NotSettleable(id);
        address learner = proof_.learner;
        proof_.status = result;
        _epochs[proof_.jobId][proof_.epoch].settled++;
        emit ProofSettled(id, proof_.jobId, learner, proof_.epoch, result, proof_.loss);

        Rules memory rules = TrainingJobs(TRAINING_JOBS).rules(proof_.jobId);
        LearnerRegistry registry = LearnerRegistry(LEARNER_REGISTRY);
        if (result == Status.Rejected) {
            registry.slash(learner, rules.bond);
        } else {
            registry.release(learner, rules.bond);
            if (result == Status.Accepted) registry.commend(learner);
        }
        // Of a claim at the edge of a bound honest engines may judge differently.
        if (result != Status.Expired && rules.replayMode == ReplayMode.Exact) _penaliseFalseAccusers(id, proof_);
    }

    /// Ends an epoch when `closable`: pays the reward by shares of improvement, makes the accepted proof with the
    /// lowest loss (the first submitted among equals) the next version, and begins the next epoch. Anyone may call.
    function closeEpoch(uint256 jobId, uint256 epoch) external {
        if (!closable(jobId, epoch)) revert NotClosable(jobId, epoch);
        Rules memory rules = TrainingJobs(TRAINING_JOBS).rules(jobId);
        Epoch storage state = _epochs[jobId][epoch];
        state.status = EpochStatus.Closed;
        bytes32[] memory ids = _epochProofs[jobId][epoch];
        (bytes32 winner, uint256 accepted, uint256 sum) = _tally(ids, state.parentLoss);
        bytes32 version = state.parentVersion;
        uint64 loss = state.parentLoss;
        if (accepted != 0) {
            version = _proofs[winner].finalVersion;
            loss = _proofs[winner].loss;
            ModelRegistry(MODEL_REGISTRY).append(
                rules.modelId, rules.metaIndex, version, state.parentVersion, jobId, loss
            );
        }
        emit EpochClosed(jobId, epoch, accepted, winner, version, loss);
        if (epoch + 1 < rules.epochs) {
            _beginEpoch(jobId, epoch + 1, rules, version, loss);
        } else {
            TrainingJobs(TRAINING_JOBS).finish(jobId);
        }
        _payOut(ids, rules.rewardPerEpoch, state.parentLoss, sum, jobId, epoch);
    }

    /// What `settle` would make of a proof in this block; `Pending` if it may not be settled yet.
    function outcome(bytes32 id) public view returns (Status) {
        Proof storage proof_ = _proofs[id];
        if (proof_.status != Status.Pending) return proof_.status;
        uint256 electors = proof_.electors;
        if (proof_.attestations < electors && block.number <= proof_.attestBy) return Status.Pending;
        if (proof_.attestations < quorumOf(electors)) return Status.Expired;
        bool undecided = false;
        for (uint256 claim = 0; claim <= proof_.segments; claim++) {
            if (!_counts(id, proof_, claim)) continue;
            Finding found = _verdicts[id][claim].finding(electors);
            if (found == Finding.Refuted) return Status.Rejected;
            if (found == Finding.Undecided) undecided = true;
        }
        if (undecided) return block.number > proof_.judgeBy ? Status.Expired : Status.Pending;
        uint64 parentLoss = _epochs[proof_.jobId][proof_.epoch].parentLoss;
        uint64 required = TrainingJobs(TRAINING_JOBS).rules(proof_.jobId).requiredImprovement;
        if (proof_.loss >= parentLoss || parentLoss - proof_.loss < required) return Status.Insufficient;
        return Status.Accepted;
    }

    /// A proof by its id; its status is 0 if there is none.
    function proof(bytes32 id) external view returns (Proof memory) {
        return _proofs[id];
    }

    /// The proof of a learner in an epoch; zero if there is none.
    function proofOf(uint256 jobId, uint256 epoch, address learner) external view returns (bytes32) {
        return _proofOf[jobId][epoch][learner];
    }

    /// The proofs of an epoch in the order of submission.
    function proofsOf(uint256 jobId, uint256 epoch) external view returns (bytes32[] memory) {
        return _epochProofs[jobId][epoch];
    }

    /// Who judges a proof, by seat.
    function electorate(bytes32 id) external view returns (address[] memory) {
        return AuthorityRegistry(AUTHORITY_REGISTRY).electorate(_proofs[id].electorate);
    }

    /// Whether an account has attested a proof.
    function hasAttested(bytes32 id, address authority) external view returns (bool) {
        uint256 seat = AuthorityRegistry(AUTHORITY_REGISTRY).seatOf(_proofs[id].electorate, authority);
        return _attested[id] & (1 << seat) != 0;
    }

    /// The verdicts on a claim (S for the held-out loss), by seat.
    function verdictsOn(bytes32 id, uint256 claim) external view returns (Verdict[] memory verdicts) {
        uint256 electors = _proofs[id].electors;
        verdicts = new Verdict[](electors);
        for (uint256 seat = 0; seat < electors; seat++) {
            verdicts[seat] = _verdicts[id][claim].ofSeat(seat);
        }
    }

    /// The verdict of an authority of the electorate on a claim; 0 if it gave none.
    function verdictOf(bytes32 id, uint256 claim, address authority) external view returns (Verdict) {
        uint256 seat = AuthorityRegistry(AUTHORITY_REGISTRY).seatOf(_proofs[id].electorate, authority);
        return _verdicts[id][claim].ofSeat(seat);
    }

    /// What 67 % of the electorate found for a claim: 0 undecided, 1 upheld, 2 refuted.
    function findingOn(bytes32 id, uint256 claim) external view returns (Finding) {
        return _verdicts[id][claim].finding(_proofs[id].electors);
    }

    /// The segments that were named, ascending.
    function namedSegments(bytes32 id) external view returns (uint256[] memory segments) {
        uint256 count = 0;
        for (uint256 i = 0; i < _proofs[id].segments; i++) {
            if (isNamed(id, i)) count++;
        }
        segments = new uint256[](count);
        for (uint256 i = _proofs[id].segments; count > 0; i--) {
            if (isNamed(id, i - 1)) segments[--count] = i - 1;
        }
    }

    /// Whether a segment of a proof was named.
    function isNamed(bytes32 id, uint256 segment) public view returns (bool) {
        return segment < _proofs[id].segments && _named[id] & (1 << segment) != 0;
    }

    /// What fixes the batches of a proof.
    function seed(uint256 jobId, uint256 epoch, address learner, bytes32 parentVersion) external pure returns (bytes32) {
        return keccak256(abi.encode(jobId, epoch, learner, parentVersion));
    }

    /// The id of a proof.
    function proofId(
        uint256 jobId,
        uint256 epoch,
        address learner,
        bytes32 proofRoot,
        bytes32 finalVersion,
        uint64 loss
    ) public pure returns (bytes32) {
        return keccak256(abi.encode(jobId, epoch, learner, proofRoot, finalVersion, loss));
    }

    /// The EIP-712 digest of Sample(proofId) that an authority signs to draw its segments.
    function sampleDigest(bytes32 id) public view returns (bytes32) {
        return Sampling.digest(id, address(this));
    }

    /// The segments that a signature draws.
    function samples(bytes calldata signature, uint256 segments, uint256 challenges)
        external
        pure
        returns (uint32[] memory)
    {
        require(challenges <= segments && segments <= 256);
        return Sampling.draw(signature, segments, challenges);
    }

    function _pending(bytes32 id) private view returns (Proof storage proof_) {
        proof_ = _proofs[id];
        if (proof_.status != Status.Pending) revert NotPending(id);
    }

    function _checkSubmitter(uint256 jobId, uint256 epoch, bytes32 parentVersion) private view {
        Epoch storage state = _epochs[jobId][epoch];
        if (state.status != EpochStatus.Open) revert EpochNotOpen(jobId, epoch);
        if (block.number > state.deadline) revert SubmissionClosed(state.deadline);
        if (parentVersion != state.parentVersion) revert StaleParent(parentVersion, state.parentVersion);
        if (!_inRoster(jobId, epoch, msg.sender)) revert NotEnrolled(jobId, msg.sender);
        bytes32 earlier = _proofOf[jobId][epoch][msg.sender];
        if (earlier != bytes32(0)) revert AlreadySubmitted(earlier);
        if (!LearnerRegistry(LEARNER_REGISTRY).isLearner(msg.sender)) revert NotLearner(msg.sender);
    }

    function _checkLeaf(
        bytes32 proofRoot,
        uint256 index,
        uint256 segments,
        bytes32 checkpointRoot,
        uint64 loss,
        bytes32[] calldata siblings
    ) private pure {
        bytes32 leaf = ProofTree.leaf(index, checkpointRoot, loss);
        if (!ProofTree.holds(proofRoot, leaf, index, segments + 1, siblings)) revert LeafMismatch(index);
    }

    function _fixElectorate(Proof storage proof_, uint64 attestationBlocks) private {
        AuthorityRegistry registry = AuthorityRegistry(AUTHORITY_REGISTRY);
        uint256 set = registry.currentSet();
        uint256 electors = registry.size(set);
        // The electorate may have grown since the job was agreed.
        uint256 least = ATTESTATION_BLOCKS_PER_AUTHORITY * electors;
        uint256 window = attestationBlocks < least ? least : attestationBlocks;
        proof_.electorate = uint64(set);
        proof_.electors = uint32(electors);
        proof_.submittedAt = uint64(block.number);
        proof_.attestBy = uint64(block.number + window);
        // Whoever names a segment in the last block leaves the others the same time to judge it.
        proof_.judgeBy = uint64(block.number + 2 * window);
    }

    function _record(bytes32 id, uint256 claim, uint256 seat, Verdict verdict) private {
        if (verdict == Verdict.None) revert InvalidVerdict();
        _verdicts[id][claim] = _verdicts[id][claim].with(seat, verdict);
    }

    function _nameFirst(bytes32 id, uint32[] memory sampled, Verdict[] calldata verdicts, Verdict kind)
        private
        returns (bool found)
    {
        for (uint256 i = 0; i < sampled.length; i++) {
            if (verdicts[i] == kind) {
                _named[id] |= 1 << sampled[i];
                emit SegmentNamed(id, sampled[i], msg.sender, kind);
                return true;
            }
        }
    }

    /// Whether a claim decides about the proof: the held-out loss always, a segment if it was named.
    function _counts(bytes32 id, Proof storage proof_, uint256 claim) private view returns (bool) {
        return claim == proof_.segments || _named[id] & (1 << claim) != 0;
    }

    function _penaliseFalseAccusers(bytes32 id, Proof storage proof_) private {
        AuthorityRegistry registry = AuthorityRegistry(AUTHORITY_REGISTRY);
        address[] memory members = registry.electorate(proof_.electorate);
        uint256 penalised = 0;
        for (uint256 claim = 0; claim <= proof_.segments; claim++) {
            if (!_counts(id, proof_, claim)) continue;
            uint256 word = _verdicts[id][claim];
            if (word.finding(members.length) != Finding.Upheld) continue;
            for (uint256 seat = 0; seat < members.length; seat++) {
                if (word.ofSeat(seat) != Verdict.Mismatch || penalised & (1 << seat) != 0) continue;
                penalised |= 1 << seat;
                emit FalseAccusation(id, claim, members[seat]);
                registry.penalise(members[seat]);
            }
        }
    }

    function _tally(bytes32[] memory ids, uint64 parentLoss)
        private
        view
        returns (bytes32 winner, uint256 accepted, uint256 sum)
    {
        uint64 best = NOT_A_LOSS;
        for (uint256 i = 0; i < ids.length; i++) {
            Proof storage proof_ = _proofs[ids[i]];
            if (proof_.status != Status.Accepted) continue;
            accepted++;
            sum += parentLoss - proof_.loss;
            if (proof_.loss < best) {
                best = proof_.loss;
                winner = ids[i];
            }
        }
    }

    /// Shares are rounded down; what they leave, or all if nothing was accepted, returns to the vault's free funds.
    function _payOut(
        bytes32[] memory ids,
        uint256 reward,
        uint64 parentLoss,
        uint256 sum,
        uint256 jobId,
        uint256 epoch
    ) private {
        RewardVault vault = RewardVault(REWARD_VAULT);
        uint256 left = reward;
        for (uint256 i = 0; i < ids.length; i++) {
            Proof storage proof_ = _proofs[ids[i]];
            if (proof_.status != Status.Accepted) continue;
            uint256 amount = reward * (parentLoss - proof_.loss) / sum;
            left -= amount;
            emit RewardPaid(ids[i], jobId, proof_.learner, epoch, amount);
            vault.pay(jobId, proof_.learner, amount);
        }
        if (left != 0) vault.release(jobId, left);
    }
}
