/** Addresses, and what a text is: what every module uses. */
package io.lyceum.ledger.types;
