/** Commands that run the EVM by itself, without a chain. */
package io.lyceum.cli.evm;
