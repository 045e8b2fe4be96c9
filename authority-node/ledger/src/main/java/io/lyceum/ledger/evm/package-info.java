/**
 * The Ethereum virtual machine: one transaction's calls, run on 256-bit words over primitive longs.
 * What differs between forks is data, held by {@link io.lyceum.ledger.evm.ForkRules}.
 */
package io.lyceum.ledger.evm;
