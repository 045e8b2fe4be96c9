/**
 * Carrying a chain from one node to another in a file: the blocks' RLPs one after another, as Besu
 * exports and imports them.
 */
package io.lyceum.ledger.exchange;
