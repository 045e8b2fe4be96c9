/**
 * Benchmarks over the real code: programs of the EVM, blocks of token transfers, and the import of
 * a chain. Rates of gas appear as secondary results beside JMH's own.
 */
package io.lyceum.benchmarks;
