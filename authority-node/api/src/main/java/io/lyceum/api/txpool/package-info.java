/** The methods about transactions that wait for a block, in geth's forms and in Besu's. */
package io.lyceum.api.txpool;
