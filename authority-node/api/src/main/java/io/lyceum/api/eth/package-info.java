/** Ethereum's methods: blocks, state, transactions, calls, fees, logs; and QBFT's validators. */
package io.lyceum.api.eth;
