/** Traces of execution for people and tools. */
package io.lyceum.ledger.evm.trace;
