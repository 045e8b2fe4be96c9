package io.lyceum.cli.demo;

import io.lyceum.ledger.types.Address;
import java.math.BigInteger;

/**
 * How a learner stands at the end.
 *
 * @param address its account
 * @param balance in wei
 * @param reputation 0 to 100
 */
record Standing(Address address, BigInteger balance, int reputation) {}
