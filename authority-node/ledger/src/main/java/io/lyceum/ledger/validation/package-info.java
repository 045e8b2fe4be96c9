/** The rules that a QBFT block must obey to follow its parent, and who may seal it. */
package io.lyceum.ledger.validation;
