/** The methods {@code qbft_*} of Besu: who seals, who sealed, and votes on who shall. */
package io.lyceum.api.qbft;
