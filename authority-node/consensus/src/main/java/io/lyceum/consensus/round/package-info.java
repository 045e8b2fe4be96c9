/** What a height remembers while it runs: votes of a round, round changes, early messages. */
package io.lyceum.consensus.round;
