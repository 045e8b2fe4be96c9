/** Traces of execution for people and tools: what geth's and Besu's {@code debug_trace*} show. */
package io.lyceum.ledger.evm.trace;
