/** Drives the consensus state machine: its thread, its timers, its disk and its messages. */
package io.lyceum.authority.consensus;
