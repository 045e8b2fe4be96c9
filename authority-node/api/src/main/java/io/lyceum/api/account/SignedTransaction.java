package io.lyceum.api.account;

import io.lyceum.api.result.TransactionResult;
import org.apache.tuweni.bytes.Bytes;

/** A transaction that was signed and not sent: its encoding (EIP-2718), and what it says. */
record SignedTransaction(Bytes raw, TransactionResult tx) {}
