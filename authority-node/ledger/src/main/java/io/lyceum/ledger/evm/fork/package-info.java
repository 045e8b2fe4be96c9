/** The forks, each stated as its difference from the one before. */
package io.lyceum.ledger.evm.fork;
