/** Strict reading of RLP on top of Tuweni: one exception type, no trailing bytes, bounded sizes. */
package io.lyceum.ledger.rlp;
