/** The precompiled contracts. */
package io.lyceum.ledger.evm.precompile;
