/** Digests, HMAC, and the curve secp256k1: keys, signatures, recovery. */
package io.lyceum.ledger.crypto;
