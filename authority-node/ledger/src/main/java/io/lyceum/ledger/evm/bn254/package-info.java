/**
 * The curve BN254 (alt_bn128) with its pairing, as EIP-196 and EIP-197 define them. Not in constant
 * time: nothing here is secret.
 */
package io.lyceum.ledger.evm.bn254;
