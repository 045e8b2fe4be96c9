/** Transactions that wait for a block, and the choice of those that go into the next one. */
package io.lyceum.pool;
