// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {quorumOf} from "./Quorum.sol";

/// What an authority found for a claim.
enum Verdict {
    None,
    Match,
    Mismatch,
    Unavailable
}

/// What 67 % of the electorate found for a claim.
enum Finding {
    Undecided,
    /// 67 % match.
    Upheld,
    /// 67 % mismatch or unavailable.
    Refuted
}

/// @title The verdicts on one claim, two bits for each seat of the electorate in one word
library Verdicts {
    /// The verdict of a seat.
    function ofSeat(uint256 word, uint256 seat) internal pure returns (Verdict) {
        return Verdict((word >> (2 * seat)) & 3);
    }

    /// The word with the verdict of a seat that had given none.
    function with(uint256 word, uint256 seat, Verdict verdict) internal pure returns (uint256) {
        return word | (uint256(verdict) << (2 * seat));
    }

    /// What the verdicts decide. Both findings need 67 %, so a finding never changes.
    function finding(uint256 word, uint256 electors) internal pure returns (Finding) {
        uint256 matches = 0;
        uint256 refusals = 0;
        for (uint256 seat = 0; seat < electors; seat++) {
            Verdict verdict = ofSeat(word, seat);
            if (verdict == Verdict.Match) {
                matches++;
            } else if (verdict != Verdict.None) {
                refusals++;
            }
        }
        uint256 quorum = quorumOf(electors);
        if (matches >= quorum) return Finding.Upheld;
        if (refusals >= quorum) return Finding.Refuted;
        return Finding.Undecided;
    }
}
