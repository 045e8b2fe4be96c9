/** The little that consensus knows of a chain: validators, block digests, seals, validity. */
package io.lyceum.consensus.chain;
