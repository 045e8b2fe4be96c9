/** The JSON forms of what Ethereum's methods answer, with the fields in Besu's order. */
package io.lyceum.api.result;
