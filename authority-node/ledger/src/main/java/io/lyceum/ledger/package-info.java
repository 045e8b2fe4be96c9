/**
 * The ledger: blocks, transactions, state, EVM and their stores. Bytes in, bytes out; no network,
 * no clock, and nothing of the other modules.
 */
package io.lyceum.ledger;
