/** QBFT's four messages, their payloads, and the RLP that Besu signs and sends. */
package io.lyceum.consensus.message;
