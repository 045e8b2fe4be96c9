// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AuthorityRegistry} from "./AuthorityRegistry.sol";
import {Ballots} from "./Ballots.sol";
import {ModelRegistry} from "./ModelRegistry.sol";
import {AUTHORITY_REGISTRY, MODEL_REGISTRY, PROOF_OF_LEARNING, REWARD_VAULT, requireCaller} from "./Predeployed.sol";
import {RewardVault} from "./RewardVault.sol";

/// How a replayed segment is compared with the claim.
enum ReplayMode {
    /// Roots must be equal.
    Exact,
    /// Every tensor, and what the moments will do next, must lie within the job's bound of the replayed one. Weaker: a
    /// learner may steer each segment by as much, so this is for jobs whose engine class authorities cannot run.
    Bounded
}

enum JobStatus {
    None,
    Active,
    Finished
}

/// What a job asks and pays. Losses are 1e9 × mean nats per token, amounts wei, times blocks.
struct Terms {
    uint256 modelId;
    /// The meta entry whose specification the job trains.
    uint256 metaIndex;
    /// Merkle root over the corpus.
    bytes32 datasetRoot;
    /// Canonical JSON, opaque to the contracts.
    bytes hyperparameters;
    string engineClass;
    ReplayMode replayMode;
    /// ε of bounded replay in millionths: for every tensor ‖claimed − replayed‖ ≤ ε · ‖replayed − before‖. Zero for
    /// exact replay.
    uint32 replayBound;
    /// The root that the engine's fixed short training must give.
    bytes32 selfTestDigest;
    /// Root over optimizer tensors that are all zero.
    bytes32 zeroOptimizerRoot;
    bytes32 initialVersion;
    /// Held-out loss of the initial version.
    uint64 initialLoss;
    /// S: segments of a proof.
    uint32 segments;
    /// k: optimizer steps of a segment.
    uint32 stepsPerSegment;
    /// c: segments that each authority samples.
    uint32 challenges;
    /// The least improvement of the held-out loss that is paid.
    uint64 requiredImprovement;
    uint256 rewardPerEpoch;
    /// Locked by a submission.
    uint256 bond;
    uint32 epochs;
    /// The block from which the first epoch may begin.
    uint64 startBlock;
    /// Blocks in which an epoch takes submissions.
    uint64 epochBlocks;
    /// Blocks in which a proof takes attestations, and again those in which a late accusation can be judged.
    uint64 attestationBlocks;
}

/// The part of the terms that settlement needs.
struct Rules {
    uint256 modelId;
    uint256 metaIndex;
    bytes32 zeroOptimizerRoot;
    bytes32 initialVersion;
    uint256 rewardPerEpoch;
    uint256 bond;
    uint64 initialLoss;
    uint64 requiredImprovement;
    uint64 startBlock;
    uint64 epochBlocks;
    uint64 attestationBlocks;
    uint32 segments;
    uint32 challenges;
    uint32 epochs;
    ReplayMode replayMode;
    JobStatus status;
}

/// @title Training jobs
/// @notice A job is agreed by the authorities and its whole reward is reserved at once. A model has at most one active
/// job, so its current version and that version's loss are never in doubt. Job ids start at 1.
contract TrainingJobs is Ballots {
    /// The claims that were named are one bit each in a word.
    uint256 public constant MAX_SEGMENTS = 256;
    uint256 public constant MAX_HYPERPARAMETER_BYTES = 8192;
    uint256 public constant MAX_ENGINE_CLASS_BYTES = 64;
    /// A tenth, in millionths: a skipped segment is off by 1, a made-up one by more.
    uint256 public constant MAX_REPLAY_BOUND = 100_000;
    /// Keeps attestation and judgement well inside the authorities' unbonding period.
    uint256 public constant MAX_ATTESTATION_BLOCKS = 10_000;
    /// The attestation window is at least so many blocks for each authority.
    uint256 public constant ATTESTATION_BLOCKS_PER_AUTHORITY = 10;

    uint256 public jobCount;
    /// The active job of a model; 0 for none.
    mapping(uint256 modelId => uint256) public activeJob;

    mapping(uint256 jobId => Terms) private _terms;
    mapping(uint256 jobId => JobStatus) private _status;

    event JobCreated(uint256 indexed jobId, uint256 indexed modelId, bytes32 initialVersion, string engineClass);
    event JobFinished(uint256 indexed jobId, uint256 indexed modelId);

    error UnknownJob(uint256 jobId);
    error WrongJobId(uint256 jobId, uint256 expected);
    error ModelBusy(uint256 modelId, uint256 jobId);
    error InvalidTerms(string field);

    /// Proposes a job by an authority; it is created by the call that makes 67 % agree on the same terms.
    /// @param jobId must be `jobCount + 1`
    function create(uint256 jobId, Terms calldata terms_) external {
        if (jobId != jobCount + 1) revert WrongJobId(jobId, jobCount + 1);
        uint256 busy = activeJob[terms_.modelId];
        if (busy != 0) revert ModelBusy(terms_.modelId, busy);
        _check(terms_);
        if (!_support(motionOf(jobId, terms_))) return;
        jobCount = jobId;
        activeJob[terms_.modelId] = jobId;
        _status[jobId] = JobStatus.Active;
        _terms[jobId] = terms_;
        emit JobCreated(jobId, terms_.modelId, terms_.initialVersion, terms_.engineClass);
        ModelRegistry(MODEL_REGISTRY).anchor(
            terms_.modelId, terms_.metaIndex, terms_.initialVersion, jobId, terms_.initialLoss
        );
        RewardVault(REWARD_VAULT).reserve(jobId, terms_.rewardPerEpoch * terms_.epochs);
    }

    /// Ends a job after its last epoch; called by ProofOfLearning.
    function finish(uint256 jobId) external {
        requireCaller(PROOF_OF_LEARNING);
        uint256 modelId = _terms[jobId].modelId;
        _status[jobId] = JobStatus.Finished;
        activeJob[modelId] = 0;
        emit JobFinished(jobId, modelId);
    }

    /// The motion that `create` supports: for `retract` and `votesFor`.
    function motionOf(uint256 jobId, Terms calldata terms_) public pure returns (bytes32) {
        return keccak256(abi.encode(jobId, terms_));
    }

    /// All terms of a job.
    function terms(uint256 jobId) external view returns (Terms memory) {
        if (_status[jobId] == JobStatus.None) revert UnknownJob(jobId);
        return _terms[jobId];
    }

    /// What settlement needs of a job.
    function rules(uint256 jobId) external view returns (Rules memory) {
        JobStatus jobStatus = _status[jobId];
        if (jobStatus == JobStatus.None) revert UnknownJob(jobId);
        Terms storage t = _terms[jobId];
        return Rules({
            modelId: t.modelId,
            metaIndex: t.metaIndex,
            zeroOptimizerRoot: t.zeroOptimizerRoot,
            initialVersion: t.initialVersion,
            rewardPerEpoch: t.rewardPerEpoch,
            bond: t.bond,
            initialLoss: t.initialLoss,
            requiredImprovement: t.requiredImprovement,
            startBlock: t.startBlock,
            epochBlocks: t.epochBlocks,
            attestationBlocks: t.attestationBlocks,
            segments: t.segments,
            challenges: t.challenges,
            epochs: t.epochs,
            replayMode: t.replayMode,
            status: jobStatus
        });
    }

    /// The status of a job: 0 none, 1 active, 2 finished.
    function status(uint256 jobId) external view returns (JobStatus) {
        return _status[jobId];
    }

    function _electors() internal view override returns (address[] memory) {
        return AuthorityRegistry(AUTHORITY_REGISTRY).getValidators();
    }

    function _check(Terms calldata t) private view {
        if (t.hyperparameters.length > MAX_HYPERPARAMETER_BYTES) revert InvalidTerms("hyperparameters");
        uint256 engineLength = bytes(t.engineClass).length;
        if (engineLength == 0 || engineLength > MAX_ENGINE_CLASS_BYTES) revert InvalidTerms("engineClass");
        if (t.replayMode == ReplayMode.Exact ? t.replayBound != 0 : t.replayBound == 0 || t.replayBound > MAX_REPLAY_BOUND)
        {
            revert InvalidTerms("replayBound");
        }
        if (t.segments == 0 || t.segments > MAX_SEGMENTS) revert InvalidTerms("segments");
        if (t.stepsPerSegment == 0) revert InvalidTerms("stepsPerSegment");
        if (t.challenges == 0 || t.challenges > t.segments) revert InvalidTerms("challenges");
        // An improvement of zero would make the shares of the reward undefined.
        if (t.requiredImprovement == 0) revert InvalidTerms("requiredImprovement");
        // Payment multiplies a reward by a 64-bit improvement.
        if (t.rewardPerEpoch > type(uint128).max) revert InvalidTerms("rewardPerEpoch");
        if (t.bond > type(uint128).max) revert InvalidTerms("bond");
        if (t.epochs == 0) revert InvalidTerms("epochs");
        if (t.epochBlocks == 0 || t.epochBlocks > type(uint32).max) revert InvalidTerms("epochBlocks");
        if (t.startBlock > type(uint32).max) revert InvalidTerms("startBlock");
        uint256 least = ATTESTATION_BLOCKS_PER_AUTHORITY * _electors().length;
        if (t.attestationBlocks < least || t.attestationBlocks > MAX_ATTESTATION_BLOCKS) {
            revert InvalidTerms("attestationBlocks");
        }
    }
}
