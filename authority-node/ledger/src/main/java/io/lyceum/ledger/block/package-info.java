/** Blocks: header, body, QBFT's extra data and hashes, receipts, blooms. */
package io.lyceum.ledger.block;
