package io.lyceum.consensus.simulation;

/**
 * What a run that went well was like.
 *
 * @param rounds different rounds that any honest node was in
 * @param blocks height that was reached
 * @param recoveryMillis from the end of the faults until every honest node had a new block
 * @param accusations equivocations that were found
 * @param trace hash over all that happened
 */
record Outcome(int rounds, long blocks, long recoveryMillis, int accusations, long trace) {}
