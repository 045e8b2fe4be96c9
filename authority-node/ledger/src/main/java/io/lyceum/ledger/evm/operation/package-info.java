/** The operations of the EVM, one class to each family, as functions of a frame. */
package io.lyceum.ledger.evm.operation;
