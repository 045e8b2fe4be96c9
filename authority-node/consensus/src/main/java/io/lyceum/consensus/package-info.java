/** QBFT as a deterministic state machine: events in, effects out. */
package io.lyceum.consensus;
