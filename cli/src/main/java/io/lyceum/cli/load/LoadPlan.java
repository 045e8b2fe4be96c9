package io.lyceum.cli.load;

/**
 * How much load there is to be.
 *
 * @param kind what the transactions do
 * @param seconds of the submission
 * @param senders accounts that send
 * @param rate transactions per second of all senders; 0 for as fast as the pool takes them
 * @param batch the most transactions in one request
 * @param inFlight the most transactions that are submitted and not mined
 * @param transactions the most that are sent; all are signed before the first is
 */
record LoadPlan(
    LoadKind kind, int seconds, int senders, int rate, int batch, int inFlight, int transactions) {

  /** The most transactions of one sender. */
  int transactionsPerSender() {
    return Math.ceilDiv(transactions, senders);
  }
}
