/** Growing the chain: blocks are validated, executed, compared with their header and appended. */
package io.lyceum.ledger.chain;
