/** Replay of challenged segments and the verdicts that follow. */
package io.lyceum.verification;
