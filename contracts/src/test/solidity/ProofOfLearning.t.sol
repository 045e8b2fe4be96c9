// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Epochs} from "../src/Epochs.sol";
import {ProofOfLearning} from "../src/ProofOfLearning.sol";
import {REWARD_VAULT} from "../src/Predeployed.sol";
import {ProofTree} from "../src/ProofTree.sol";
import {JobStatus, ReplayMode, Terms, TrainingJobs} from "../src/TrainingJobs.sol";
import {Finding, Verdict} from "../src/Verdicts.sol";
import {Network} from "./Network.sol";
import {vm} from "./Vm.sol";

contract TreeReader {
    function holds(bytes32 root, bytes32 leaf, uint256 index, uint256 count, bytes32[] calldata siblings)
        external
        pure
        returns (bool)
    {
        return ProofTree.holds(root, leaf, index, count, siblings);
    }
}

/// Refuses every payment and tries to come back in.
contract HostileReceiver {
    receive() external payable {
        (bool ok,) = REWARD_VAULT.call(abi.encodeWithSignature("withdraw()"));
        require(ok);
        revert();
    }
}

contract ProofOfLearningTest is Network {
    function testAcceptedProofIsPaidAndBecomesTheNextVersion() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - 100_000_000);
        _matchAll(id);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Accepted, "accepted");
        _equal(learners.reputationOf(alice), 51, "reputation");
        _equal(learners.learner(alice).free, 2 * BOND, "bond returned");
        vm.expectPartialRevert(ProofOfLearning.NotClosable.selector);
        proofs.closeEpoch(1, 0);

        vm.roll(block.number + EPOCH_BLOCKS + 1);
        proofs.closeEpoch(1, 0);
        _equal(alice.balance, REWARD, "reward");
        require(models.currentVersion(1) == proofs.proof(id).finalVersion, "version");
        _equal(proofs.currentEpoch(1), 1, "next epoch");
        require(proofs.epochState(1, 1).parentVersion == proofs.proof(id).finalVersion, "parent");
    }

    function testRewardIsSharedByImprovementAndDustReturns() public {
        bytes32 a = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - 100_000_000);
        bytes32 b = _submit(bob, 0, INITIAL_VERSION, INITIAL_LOSS - 200_000_000);
        _matchAll(a);
        _matchAll(b);
        proofs.settle(a);
        proofs.settle(b);
        proofs.closeEpoch(1, 0);
        _equal(alice.balance, REWARD / 3, "a third");
        _equal(bob.balance, 2 * REWARD / 3, "two thirds");
        _equal(vault.reservedFor(1), 2 * REWARD, "reserved for two epochs");
        _equal(address(vault).balance, vault.reserved() + vault.available() + vault.owed(), "vault adds up");
        require(models.currentVersion(1) == proofs.proof(b).finalVersion, "lowest loss wins");
    }

    function testFuzzPaymentsNeverExceedTheReward(uint64 a, uint64 b) public {
        a = uint64(REQUIRED + a % (INITIAL_LOSS - REQUIRED));
        b = uint64(REQUIRED + b % (INITIAL_LOSS - REQUIRED));
        bytes32 first = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - a);
        bytes32 second = _submit(bob, 0, INITIAL_VERSION, INITIAL_LOSS - b);
        _matchAll(first);
        _matchAll(second);
        proofs.settle(first);
        proofs.settle(second);
        proofs.closeEpoch(1, 0);
        uint256 paid = alice.balance + bob.balance;
        require(paid <= REWARD && paid + 1 >= REWARD, "paid whole but for dust");
        _equal(vault.reservedFor(1), 2 * REWARD, "the rest stays reserved");
    }

    function testEqualLossesMakeTheFirstSubmittedTheWinner() public {
        bytes32 b = _submit(bob, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        bytes32 a = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _matchAll(a);
        _matchAll(b);
        proofs.settle(a);
        proofs.settle(b);
        proofs.closeEpoch(1, 0);
        require(models.currentVersion(1) == proofs.proof(b).finalVersion, "first submitted");
    }

    function testSmallImprovementIsInsufficientAndUnpunished() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED + 1);
        _matchAll(id);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Insufficient, "insufficient");
        _equal(learners.reputationOf(alice), 50, "reputation");
        _equal(learners.learner(alice).free, 2 * BOND, "bond returned");
    }

    function testNaNLossIsInsufficient() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, type(uint64).max);
        _matchAll(id);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Insufficient, "insufficient");
    }

    function testOneDetectorIsHeardAndTheBondIsSlashed() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        uint256 before = vault.available();
        uint32[] memory sampled = _attest(0, id, Verdict.Mismatch, Verdict.Match, Verdict.Match);
        for (uint256 seat = 1; seat < 4; seat++) {
            _attestHonestly(seat, id, sampled[0]);
        }
        require(proofs.isNamed(id, sampled[0]), "named");
        _judgeRest(id, sampled[0], Verdict.Mismatch);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Rejected, "rejected");
        _equal(learners.reputationOf(alice), 40, "reputation");
        _equal(learners.learner(alice).free, BOND, "bond gone");
        _equal(vault.available(), before + BOND, "bond is in the vault");
        for (uint256 seat = 0; seat < 4; seat++) {
            _equal(authorities.bondOf(seats[seat]), AUTHORITY_BOND, "no authority is punished");
        }
    }

    function testUnavailableCheckpointsReject() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _attestAll(id, Verdict.Unavailable, Verdict.Unavailable);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Rejected, "rejected");
    }

    function testFalseAccuserLosesPartOfItsBondAndTheProofIsAccepted() public {
        _overrule();
        _equal(authorities.bondOf(seats[3]), AUTHORITY_BOND * 9 / 10, "penalised once");
        _equal(authorities.bondOf(seats[0]), AUTHORITY_BOND, "others keep theirs");
    }

    function testNamedSegmentMustBeJudgedBeforeSettlement() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        uint32[] memory sampled = _attest(3, id, Verdict.Unavailable, Verdict.Match, Verdict.Match);
        _matchFirst(3, id);
        if (proofs.findingOn(id, sampled[0]) == Finding.Undecided) {
            vm.expectPartialRevert(ProofOfLearning.NotSettleable.selector);
            proofs.settle(id);
        }
        _judgeRest(id, sampled[0], Verdict.Match);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Accepted, "accepted");
        _equal(authorities.bondOf(seats[3]), AUTHORITY_BOND, "unavailable is no accusation");
    }

    function testHarmlessNamedSegmentHidesNothing() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        // The accomplice names a segment that is fine, the honest one then names a bad segment.
        uint32[] memory harmless = _attest(3, id, Verdict.Unavailable, Verdict.Match, Verdict.Match);
        bytes memory signature = _sign(0, id);
        uint32[] memory own = proofs.samples(signature, SEGMENTS, CHALLENGES);
        bool second = own[0] == harmless[0];
        uint32 bad = second ? own[1] : own[0];
        _attest(
            0, id, second ? Verdict.Match : Verdict.Mismatch, second ? Verdict.Mismatch : Verdict.Match, Verdict.Match
        );
        _attestHonestly(1, id, bad);
        _attestHonestly(2, id, bad);
        _judgeRest(id, harmless[0], Verdict.Match);
        _judgeRest(id, bad, Verdict.Mismatch);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Rejected, "rejected");
    }

    function testSilentAuthorityOnlyDelaysSettlement() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _matchFirst(3, id);
        vm.expectPartialRevert(ProofOfLearning.NotSettleable.selector);
        proofs.settle(id);
        vm.roll(proofs.proof(id).attestBy);
        vm.expectPartialRevert(ProofOfLearning.NotSettleable.selector);
        proofs.settle(id);
        vm.roll(proofs.proof(id).attestBy + 1);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Accepted, "accepted");
    }

    function testNamingInTheLastBlockLeavesTimeToJudge() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _matchFirst(3, id);
        vm.roll(proofs.proof(id).attestBy);
        uint32[] memory sampled = _attest(3, id, Verdict.Mismatch, Verdict.Match, Verdict.Match);
        vm.roll(proofs.proof(id).judgeBy);
        _judgeRest(id, sampled[0], Verdict.Match);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Accepted, "accepted");
        _equal(authorities.bondOf(seats[3]), AUTHORITY_BOND * 9 / 10, "penalised");
    }

    function testNoQuorumExpiresAndReturnsTheBond() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _match(0, id);
        _match(1, id);
        vm.roll(proofs.proof(id).attestBy + 1);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Expired, "expired");
        _equal(learners.learner(alice).free, 2 * BOND, "bond returned whole");
        _equal(learners.reputationOf(alice), 50, "reputation");
    }

    function testSplitElectorateExpiresAfterTheJudgementWindowAndNobodyIsPunished() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        for (uint256 seat = 0; seat < 4; seat++) {
            _attest(seat, id, Verdict.Match, Verdict.Match, seat < 2 ? Verdict.Match : Verdict.Mismatch);
        }
        vm.roll(proofs.proof(id).judgeBy);
        vm.expectPartialRevert(ProofOfLearning.NotSettleable.selector);
        proofs.settle(id);
        vm.roll(proofs.proof(id).judgeBy + 1);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Expired, "expired");
        _equal(authorities.bondOf(seats[3]), AUTHORITY_BOND, "unpunished");
    }

    function testElectorateIsFixedAtSubmission() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        for (uint256 i = 0; i < 3; i++) {
            vm.prank(seats[i]);
            authorities.vote(seats[3], false);
        }
        _equal(authorities.getValidators().length, 3, "removed");
        _matchAll(id);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Accepted, "accepted by the old electorate");
        vm.prank(seats[3]);
        vm.expectRevert();
        authorities.withdraw();
    }

    function testAttestationRules() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        bytes memory signature = _sign(0, id);
        Verdict[] memory verdicts = new Verdict[](2);
        verdicts[0] = Verdict.Match;
        verdicts[1] = Verdict.Match;
        vm.prank(alice);
        vm.expectRevert();
        proofs.attest(id, signature, verdicts, Verdict.Match);
        vm.prank(seats[1]);
        vm.expectPartialRevert(ProofOfLearning.InvalidSignature.selector);
        proofs.attest(id, signature, verdicts, Verdict.Match);
        vm.prank(seats[0]);
        vm.expectPartialRevert(ProofOfLearning.WrongVerdictCount.selector);
        proofs.attest(id, signature, new Verdict[](1), Verdict.Match);
        vm.prank(seats[0]);
        vm.expectPartialRevert(ProofOfLearning.InvalidVerdict.selector);
        proofs.attest(id, signature, verdicts, Verdict.None);
        _match(0, id);
        vm.prank(seats[0]);
        vm.expectPartialRevert(ProofOfLearning.AlreadyAttested.selector);
        proofs.attest(id, signature, verdicts, Verdict.Match);
        vm.prank(seats[0]);
        vm.expectPartialRevert(ProofOfLearning.SegmentNotNamed.selector);
        proofs.judge(id, 3, Verdict.Mismatch);
        signature = _sign(1, id);
        vm.roll(proofs.proof(id).attestBy + 1);
        vm.prank(seats[1]);
        vm.expectPartialRevert(ProofOfLearning.AttestationClosed.selector);
        proofs.attest(id, signature, verdicts, Verdict.Match);
    }

    function testHighSAndMalleableSignaturesAreRefused() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[0], proofs.sampleDigest(id));
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        bytes memory twin = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        Verdict[] memory verdicts = new Verdict[](2);
        verdicts[0] = Verdict.Match;
        verdicts[1] = Verdict.Match;
        vm.prank(seats[0]);
        vm.expectPartialRevert(ProofOfLearning.InvalidSignature.selector);
        proofs.attest(id, twin, verdicts, Verdict.Match);
    }

    function testRefusedSubmissions() public {
        bytes32 version = keccak256("elsewhere");
        bytes32[] memory leaves = _leaves(INITIAL_VERSION, version);
        (bytes32 root, bytes32[] memory first) = _tree(leaves, 0);
        (, bytes32[] memory last) = _tree(leaves, SEGMENTS);

        vm.prank(address(0xdead));
        vm.expectPartialRevert(Epochs.NotEnrolled.selector);
        proofs.submit(1, 0, root, INITIAL_VERSION, version, FINAL_OPTIMIZER, 7, 1, first, last);
        vm.prank(alice);
        vm.expectPartialRevert(ProofOfLearning.EpochNotOpen.selector);
        proofs.submit(1, 1, root, INITIAL_VERSION, version, FINAL_OPTIMIZER, 7, 1, first, last);
        vm.prank(alice);
        vm.expectPartialRevert(ProofOfLearning.StaleParent.selector);
        proofs.submit(1, 0, root, version, version, FINAL_OPTIMIZER, 7, 1, first, last);
        vm.prank(alice);
        vm.expectPartialRevert(ProofOfLearning.LeafMismatch.selector);
        proofs.submit(1, 0, root, INITIAL_VERSION, INITIAL_VERSION, FINAL_OPTIMIZER, 7, 1, first, last);
        vm.prank(alice);
        vm.expectPartialRevert(ProofOfLearning.LeafMismatch.selector);
        proofs.submit(1, 0, root, INITIAL_VERSION, version, FINAL_OPTIMIZER, 8, 1, first, last);
        vm.prank(alice);
        vm.expectPartialRevert(ProofOfLearning.LeafMismatch.selector);
        proofs.submit(1, 0, root, INITIAL_VERSION, version, FINAL_OPTIMIZER, 7, 1, last, first);
        vm.prank(alice);
        proofs.submit(1, 0, root, INITIAL_VERSION, version, FINAL_OPTIMIZER, 7, 1, first, last);
        vm.prank(alice);
        vm.expectPartialRevert(ProofOfLearning.AlreadySubmitted.selector);
        proofs.submit(1, 0, root, INITIAL_VERSION, version, FINAL_OPTIMIZER, 7, 1, first, last);
        vm.roll(proofs.epochState(1, 0).deadline + 1);
        vm.prank(bob);
        vm.expectPartialRevert(ProofOfLearning.SubmissionClosed.selector);
        proofs.submit(1, 0, root, INITIAL_VERSION, version, FINAL_OPTIMIZER, 7, 1, first, last);
    }

    function testProofOnAParentThatIsNoLongerCurrentIsRefused() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _matchAll(id);
        proofs.settle(id);
        vm.roll(proofs.epochState(1, 0).deadline + 1);
        proofs.closeEpoch(1, 0);
        bytes32[] memory leaves = _leaves(INITIAL_VERSION, keccak256("late"));
        (bytes32 root, bytes32[] memory first) = _tree(leaves, 0);
        (, bytes32[] memory last) = _tree(leaves, SEGMENTS);
        vm.prank(bob);
        vm.expectPartialRevert(ProofOfLearning.StaleParent.selector);
        proofs.submit(1, 1, root, INITIAL_VERSION, keccak256("late"), FINAL_OPTIMIZER, 7, 1, first, last);
        vm.prank(bob);
        vm.expectPartialRevert(ProofOfLearning.EpochNotOpen.selector);
        proofs.submit(1, 0, root, INITIAL_VERSION, keccak256("late"), FINAL_OPTIMIZER, 7, 1, first, last);
    }

    function testNothingReopens() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _matchAll(id);
        proofs.settle(id);
        vm.expectPartialRevert(ProofOfLearning.NotPending.selector);
        proofs.settle(id);
        vm.roll(proofs.epochState(1, 0).deadline + 1);
        proofs.closeEpoch(1, 0);
        vm.expectPartialRevert(ProofOfLearning.NotClosable.selector);
        proofs.closeEpoch(1, 0);
    }

    function testPendingProofHoldsTheEpochOpenBeyondItsDeadline() public {
        vm.roll(proofs.epochState(1, 0).deadline);
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        vm.roll(proofs.epochState(1, 0).deadline + 1);
        vm.expectPartialRevert(ProofOfLearning.NotClosable.selector);
        proofs.closeEpoch(1, 0);
        _matchAll(id);
        proofs.settle(id);
        proofs.closeEpoch(1, 0);
    }

    function testIdleEpochsEndTheJobAndReleaseTheReward() public {
        for (uint256 epoch = 0; epoch < 3; epoch++) {
            vm.roll(proofs.epochState(1, epoch).deadline + 1);
            proofs.closeEpoch(1, epoch);
        }
        require(jobs.status(1) == JobStatus.Finished, "finished");
        _equal(jobs.activeJob(1), 0, "the model is free");
        _equal(vault.reserved(), 0, "all released");
        _equal(vault.available(), 1000 ether, "nothing paid");
    }

    function testBoundedReplayHasABoundOfAtMostATenth(uint32 bound) public {
        Terms memory terms = _terms();
        terms.modelId = 2;
        terms.replayMode = ReplayMode.Bounded;
        terms.replayBound = bound;
        if (bound == 0 || bound > jobs.MAX_REPLAY_BOUND()) vm.expectPartialRevert(TrainingJobs.InvalidTerms.selector);
        vm.prank(seats[0]);
        jobs.create(2, terms);
    }

    function testExactReplayHasNoBound(uint32 bound) public {
        Terms memory terms = _terms();
        terms.modelId = 2;
        terms.replayBound = bound;
        if (bound != 0) vm.expectPartialRevert(TrainingJobs.InvalidTerms.selector);
        vm.prank(seats[0]);
        jobs.create(2, terms);
    }

    function testJobBeginsWithLearnersOrAfterTheTimeOfAnEpoch() public {
        for (uint256 epoch = 0; epoch < 3; epoch++) {
            vm.roll(proofs.epochState(1, epoch).deadline + 1);
            proofs.closeEpoch(1, epoch);
        }
        Terms memory terms = _terms();
        terms.startBlock = uint64(block.number + 10);
        for (uint256 i = 0; i < 3; i++) {
            vm.prank(seats[i]);
            jobs.create(2, terms);
        }
        vm.expectPartialRevert(Epochs.TooEarly.selector);
        proofs.begin(2);
        vm.roll(terms.startBlock);
        vm.expectPartialRevert(Epochs.NoLearners.selector);
        proofs.begin(2);
        vm.roll(terms.startBlock + terms.epochBlocks);
        proofs.begin(2);
        vm.expectPartialRevert(Epochs.AlreadyBegun.selector);
        proofs.begin(2);
        _equal(proofs.roster(2, 0).length, 0, "nobody");
    }

    function testRevertingReceiverDoesNotBlockTheEpoch() public {
        bytes32 a = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        bytes32 b = _submit(bob, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _matchAll(a);
        _matchAll(b);
        proofs.settle(a);
        proofs.settle(b);
        vm.etch(alice, type(HostileReceiver).runtimeCode);
        proofs.closeEpoch(1, 0);
        _equal(bob.balance, REWARD / 2, "bob is paid");
        _equal(alice.balance, 0, "alice refused");
        _equal(vault.owedTo(alice), REWARD / 2, "it waits for her");
        vm.etch(alice, "");
        vm.prank(alice);
        vault.withdraw();
        _equal(alice.balance, REWARD / 2, "withdrawn");
        _equal(vault.owed(), 0, "nothing owed");
        vm.prank(alice);
        vm.expectRevert();
        vault.withdraw();
    }

    function testRemovedLearnerIsNotInTheNextEpoch() public {
        for (uint256 i = 0; i < 3; i++) {
            vm.prank(seats[i]);
            learners.vote(bob, false);
        }
        vm.roll(proofs.epochState(1, 0).deadline + 1);
        proofs.closeEpoch(1, 0);
        _equal(proofs.roster(1, 1).length, 1, "only alice");
        (uint256 place, uint256 count) = proofs.rank(1, 1, alice);
        _equal(place, 0, "rank");
        _equal(count, 1, "count");
    }

    function testAuthorityCannotBecomeLearnerNorTheReverse() public {
        vm.prank(seats[0]);
        vm.expectRevert();
        learners.vote(seats[1], true);
        vm.prank(seats[0]);
        vm.expectRevert();
        authorities.vote(alice, true);
    }

    function testOnlyTheContractsMayMoveBondsAndRewards() public {
        vm.expectRevert();
        learners.slash(alice, BOND);
        vm.expectRevert();
        authorities.penalise(seats[0]);
        vm.expectRevert();
        vault.pay(1, address(this), 1);
        vm.expectRevert();
        vault.reserve(1, 1);
        vm.expectRevert();
        models.append(1, 0, bytes32(0), INITIAL_VERSION, 1, 1);
        vm.expectRevert();
        jobs.finish(1);
    }

    function testLockedBondCannotBeWithdrawn() public {
        _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        vm.prank(alice);
        vm.expectRevert();
        learners.withdraw(BOND + 1);
        vm.prank(alice);
        learners.withdraw(BOND);
        _equal(alice.balance, BOND, "the free part");
    }

    function testFuzzTreeHoldsEveryLeafAndNoOther(uint8 size, uint8 place, bytes32 other) public {
        uint256 count = 1 + uint256(size);
        uint256 index = uint256(place) % count;
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            leaves[i] = ProofTree.leaf(i, keccak256(abi.encode(i)), uint64(i));
        }
        (bytes32 root, bytes32[] memory siblings) = _tree(leaves, index);
        TreeReader reader = new TreeReader();
        require(reader.holds(root, leaves[index], index, count, siblings), "holds");
        require(!reader.holds(root, other, index, count, siblings), "another leaf");
        require(!reader.holds(root, leaves[index], index + count, count, siblings), "outside");
    }

    function testSamplesAreDistinctAndInRange() public pure {
        uint32[] memory drawn = proofs.samples(hex"01", 256, 256);
        uint256 seen = 0;
        for (uint256 i = 0; i < drawn.length; i++) {
            seen |= 1 << drawn[i];
        }
        require(seen == type(uint256).max, "all segments once");
    }

    function _attestHonestly(uint256 seat, bytes32 id, uint32 bad) private {
        uint32[] memory sampled = proofs.samples(_sign(seat, id), SEGMENTS, CHALLENGES);
        _attest(
            seat,
            id,
            sampled[0] == bad ? Verdict.Mismatch : Verdict.Match,
            sampled[1] == bad ? Verdict.Mismatch : Verdict.Match,
            Verdict.Match
        );
    }
}
