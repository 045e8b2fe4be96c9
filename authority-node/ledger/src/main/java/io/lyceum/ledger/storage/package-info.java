/** The ledger on disk: RocksDB, one atomic write for each block. */
package io.lyceum.ledger.storage;
