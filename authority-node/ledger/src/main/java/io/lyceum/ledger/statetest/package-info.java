/**
 * The official state tests of Ethereum (execution-spec-tests): their format, and what becomes of
 * them.
 */
package io.lyceum.ledger.statetest;
