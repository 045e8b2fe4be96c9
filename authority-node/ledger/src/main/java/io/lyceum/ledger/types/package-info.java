/** Values that every part of the ledger uses. */
package io.lyceum.ledger.types;
