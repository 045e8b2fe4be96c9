// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Network} from "./Network.sol";
import {ProofOfLearning} from "../src/ProofOfLearning.sol";
import {ReplayMode, Terms} from "../src/TrainingJobs.sol";
import {Verdict} from "../src/Verdicts.sol";

contract BoundedReplayTest is Network {
    function testOverruledAccuserKeepsItsBond() public {
        _overrule();
        _equal(authorities.bondOf(seats[3]), AUTHORITY_BOND, "honest engines may differ about a bound");
    }

    function testFalseProofIsSlashedAllTheSame() public {
        bytes32 id = _submit(alice, 0, INITIAL_VERSION, INITIAL_LOSS - REQUIRED);
        _attestAll(id, Verdict.Match, Verdict.Mismatch);
        proofs.settle(id);
        require(proofs.proof(id).status == ProofOfLearning.Status.Rejected, "rejected");
        _equal(learners.learner(alice).free, BOND, "bond gone");
    }

    function _terms() internal pure override returns (Terms memory terms) {
        terms = super._terms();
        terms.replayMode = ReplayMode.Bounded;
        terms.replayBound = 1000;
    }
}
