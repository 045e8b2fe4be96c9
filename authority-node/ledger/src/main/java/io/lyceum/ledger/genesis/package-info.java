/** The genesis file in Besu's format and the chain configuration that it holds. */
package io.lyceum.ledger.genesis;
