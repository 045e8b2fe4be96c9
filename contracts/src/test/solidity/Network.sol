// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AuthorityRegistry} from "../src/AuthorityRegistry.sol";
import {Epochs} from "../src/Epochs.sol";
import {LearnerRegistry} from "../src/LearnerRegistry.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {
    AUTHORITY_REGISTRY,
    LEARNER_REGISTRY,
    MODEL_REGISTRY,
    PROOF_OF_LEARNING,
    REWARD_VAULT,
    TRAINING_JOBS
} from "../src/Predeployed.sol";
import {ProofOfLearning} from "../src/ProofOfLearning.sol";
import {ProofTree} from "../src/ProofTree.sol";
import {RewardVault} from "../src/RewardVault.sol";
import {ReplayMode, Terms, TrainingJobs} from "../src/TrainingJobs.sol";
import {Verdict} from "../src/Verdicts.sol";
import {vm} from "./Vm.sol";

/// Four authorities, two learners and a job with an open epoch, set up as genesis does it.
abstract contract Network {
    uint256 internal constant BOND = 10 ether;
    uint256 internal constant AUTHORITY_BOND = 100 ether;
    uint256 internal constant REWARD = 50 ether;
    uint64 internal constant INITIAL_LOSS = 5_000_000_000;
    uint64 internal constant REQUIRED = 1_000_000;
    uint32 internal constant SEGMENTS = 8;
    uint32 internal constant CHALLENGES = 2;
    uint64 internal constant WINDOW = 40;
    uint64 internal constant EPOCH_BLOCKS = 100;
    bytes32 internal constant INITIAL_VERSION = keccak256("initial");
    bytes32 internal constant ZERO_OPTIMIZER = keccak256("zero moments");
    bytes32 internal constant FINAL_OPTIMIZER = keccak256("final moments");

    AuthorityRegistry internal constant authorities = AuthorityRegistry(AUTHORITY_REGISTRY);
    LearnerRegistry internal constant learners = LearnerRegistry(LEARNER_REGISTRY);
    ModelRegistry internal constant models = ModelRegistry(MODEL_REGISTRY);
    TrainingJobs internal constant jobs = TrainingJobs(TRAINING_JOBS);
    ProofOfLearning internal constant proofs = ProofOfLearning(PROOF_OF_LEARNING);
    RewardVault internal constant vault = RewardVault(REWARD_VAULT);

    uint256[4] internal keys;
    address[4] internal seats;
    address internal alice = address(0xa11ce);
    address internal bob = address(0xb0b);

    function setUp() public virtual {
        vm.roll(1);
        address[] memory first = new address[](4);
        for (uint256 i = 0; i < 4; i++) {
            keys[i] = 1000 + i;
            seats[i] = vm.addr(keys[i]);
            first[i] = seats[i];
        }
        _deploy(
            AUTHORITY_REGISTRY,
            abi.encodePacked(type(AuthorityRegistry).creationCode, abi.encode(first, AUTHORITY_BOND)),
            4 * AUTHORITY_BOND
        );
        _deploy(LEARNER_REGISTRY, type(LearnerRegistry).creationCode, 0);
        _deploy(MODEL_REGISTRY, type(ModelRegistry).creationCode, 0);
        _deploy(TRAINING_JOBS, type(TrainingJobs).creationCode, 0);
        _deploy(PROOF_OF_LEARNING, type(ProofOfLearning).creationCode, 0);
        _deploy(REWARD_VAULT, type(RewardVault).creationCode, 1000 ether);
        for (uint256 i = 0; i < 3; i++) {
            vm.prank(seats[i]);
            learners.vote(alice, true);
            vm.prank(seats[i]);
            learners.vote(bob, true);
            vm.prank(seats[i]);
            models.publish(1, "{\"layers\":2}", "Be kind.");
            vm.prank(seats[i]);
            jobs.create(1, _terms());
        }
        _enrol(alice);
        _enrol(bob);
        proofs.begin(1);
    }

    function _terms() internal pure virtual returns (Terms memory terms) {
        terms.modelId = 1;
        terms.datasetRoot = keccak256("corpus");
        terms.hyperparameters = "{}";
        terms.engineClass = "nd4j-cpu-avx2-1";
        terms.replayMode = ReplayMode.Exact;
        terms.selfTestDigest = keccak256("self-test");
        terms.zeroOptimizerRoot = ZERO_OPTIMIZER;
        terms.initialVersion = INITIAL_VERSION;
        terms.initialLoss = INITIAL_LOSS;
        terms.segments = SEGMENTS;
        terms.stepsPerSegment = 5;
        terms.challenges = CHALLENGES;
        terms.requiredImprovement = REQUIRED;
        terms.rewardPerEpoch = REWARD;
        terms.bond = BOND;
        terms.epochs = 3;
        terms.epochBlocks = EPOCH_BLOCKS;
        terms.attestationBlocks = WINDOW;
    }

    function _enrol(address learner) internal {
        vm.deal(learner, 2 * BOND);
        vm.prank(learner);
        learners.deposit{value: 2 * BOND}();
        vm.prank(learner);
        proofs.enrol(1);
    }

    /// Runs a constructor at a fixed address, as genesis does.
    function _deploy(address where, bytes memory initCode, uint256 value) internal {
        vm.etch(where, initCode);
        vm.deal(address(this), value);
        (bool ok, bytes memory code) = where.call{value: value}("");
        require(ok, "constructor failed");
        vm.etch(where, code);
    }

    function _tree(bytes32[] memory leaves, uint256 index)
        internal
        pure
        returns (bytes32 root, bytes32[] memory siblings)
    {
        bytes32[] memory level = leaves;
        bytes32[] memory found = new bytes32[](16);
        uint256 count = 0;
        while (level.length > 1) {
            if (index ^ 1 < level.length) found[count++] = level[index ^ 1];
            bytes32[] memory above = new bytes32[]((level.length + 1) / 2);
            for (uint256 i = 0; i < above.length; i++) {
                above[i] =
                    2 * i + 1 < level.length ? ProofTree.node(level[2 * i], level[2 * i + 1]) : level[2 * i];
            }
            level = above;
            index /= 2;
        }
        siblings = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            siblings[i] = found[i];
        }
        return (level[0], siblings);
    }

    function _leaves(bytes32 parent, bytes32 finalVersion) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](SEGMENTS + 1);
        leaves[0] = ProofTree.leaf(0, ProofTree.node(parent, ZERO_OPTIMIZER), 0);
        for (uint256 i = 1; i < SEGMENTS; i++) {
            leaves[i] = ProofTree.leaf(i, keccak256(abi.encode(finalVersion, i)), uint64(i));
        }
        leaves[SEGMENTS] = ProofTree.leaf(SEGMENTS, ProofTree.node(finalVersion, FINAL_OPTIMIZER), 7);
    }

    function _submit(address learner, uint256 epoch, bytes32 parent, uint64 loss) internal returns (bytes32) {
        bytes32 finalVersion = keccak256(abi.encode(learner, epoch, loss));
        bytes32[] memory leaves = _leaves(parent, finalVersion);
        (bytes32 root, bytes32[] memory first) = _tree(leaves, 0);
        (, bytes32[] memory last) = _tree(leaves, SEGMENTS);
        vm.prank(learner);
        return proofs.submit(1, epoch, root, parent, finalVersion, FINAL_OPTIMIZER, 7, loss, first, last);
    }

    function _sign(uint256 seat, bytes32 id) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[seat], proofs.sampleDigest(id));
        return abi.encodePacked(r, s, v);
    }

    function _attest(uint256 seat, bytes32 id, Verdict first, Verdict second, Verdict evaluation)
        internal
        returns (uint32[] memory sampled)
    {
        bytes memory signature = _sign(seat, id);
        sampled = proofs.samples(signature, SEGMENTS, CHALLENGES);
        Verdict[] memory verdicts = new Verdict[](2);
        verdicts[0] = first;
        verdicts[1] = second;
        vm.prank(seats[seat]);
        proofs.attest(id, signature, verdicts, evaluation);
    }

    function _match(uint256 seat, bytes32 id) internal {
        _attest(seat, id, Verdict.Match, Verdict.Match, Verdict.Match);
    }

    /// Lets the first seats attest that all they sampled matches.
    function _matchFirst(uint256 count, bytes32 id) internal {
        for (uint256 seat = 0; seat < count; seat++) {
            _match(seat, id);
        }
    }

    function _matchAll(bytes32 id) internal {
        _matchFirst(4, id);
    }

    function _attestAll(bytes32 id, Verdict segments, Verdict evaluation) internal {
        for (uint256 seat = 0; seat < 4; seat++) {
            _attest(seat, id, segments, segments, evaluation);
        }
    }

    /// Settles a proof that the last seat accuses and the others overrule.
    function _overrule() internal {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        uint32[] memory sampled = _attest(3, id, Verdict.Mismatch, Verdict.Match, Verdict.Mismatch);
        _matchFirst(3, id);
        _judgeRest(id, sampled[0], Verdict.Match);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Accepted, "accepted");
    }

    /// Lets every seat but the accuser's judge a named segment, as far as its samples did not.
    function _judgeRest(bytes32 id, uint256 segment, Verdict verdict) internal {
        for (uint256 seat = 0; seat < 4; seat++) {
            if (proofs.verdictOf(id, segment, seats[seat]) == Verdict.None) {
                vm.prank(seats[seat]);
                proofs.judge(id, segment, verdict);
            }
        }
    }

    function _equal(uint256 actual, uint256 expected, string memory what) internal pure {
        require(actual == expected, what);
    }
}
