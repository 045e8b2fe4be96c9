/** Transactions: what is signed, the signature, and the encodings of EIP-2718. */
package io.lyceum.ledger.transaction;
