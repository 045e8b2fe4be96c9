/** Bounded memory of what the store holds. */
package io.lyceum.ledger.cache;
