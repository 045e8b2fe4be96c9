package io.lyceum.ledger.genesis;

import io.lyceum.ledger.types.Address;

/**
 * Where the contracts lie whose requests a block carries out (EIP-7685).
 *
 * @param deposits whose events are deposits (EIP-6110)
 * @param withdrawals EIP-7002
 * @param consolidations EIP-7251
 */
public record SystemContracts(Address deposits, Address withdrawals, Address consolidations) {}
