package io.lyceum.cli.load;

import io.lyceum.ledger.transaction.Transaction;

/**
 * A signed transaction, ready to be sent.
 *
 * @param sender whose it is
 * @param index its place among the sender's
 * @param hash in hexadecimal, lower case
 * @param encoded in hexadecimal
 */
record LoadTransaction(Sender sender, int index, String hash, String encoded) {

  static LoadTransaction of(Sender sender, int index, Transaction signed) {
    return new LoadTransaction(
        sender, index, signed.hash().toHexString(), signed.encoded().toHexString());
  }

  // Each is one object, and all know their sender, which knows them.

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return hash;
  }
}
