/** RLP in one array: strict reading with one exception type and bounded sizes, and writing. */
package io.lyceum.ledger.rlp;
