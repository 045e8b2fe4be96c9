/** Execution of transactions and blocks on a state, and calls that leave no trace in a chain. */
package io.lyceum.ledger.execution;
