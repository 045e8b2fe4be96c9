/**
 * Computation on 256-bit words of four longs, the least significant first, that lie in arrays as
 * {@link io.lyceum.ledger.evm.OperandStack} keeps them. Nothing is allocated.
 */
package io.lyceum.ledger.evm.word;
