package io.lyceum.learner.chain;

import io.lyceum.contracts.Predeployed;
import java.math.BigInteger;

/**
 * A call of a contract that was sent and whose block may be still to come.
 *
 * @param what is done, as a sentence's subject
 * @param contract the contract
 * @param input the encoded call
 * @param value in wei
 * @param nonce its place among the account's transactions
 * @param hash its hash, in hexadecimal digits
 * @param signed its bytes, in hexadecimal digits
 */
public record SentTransaction(
    String what,
    Predeployed contract,
    String input,
    BigInteger value,
    BigInteger nonce,
    String hash,
    String signed) {}
