/**
 * QBFT as a deterministic state machine: {@link io.lyceum.consensus.QbftStateMachine} takes one
 * event and answers with the effects that its driver must bring about, in order. No thread, clock,
 * socket or database is in here.
 */
package io.lyceum.consensus;
