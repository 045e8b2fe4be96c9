/** The state of accounts: reading it, changing it, proving it. */
package io.lyceum.ledger.state;
