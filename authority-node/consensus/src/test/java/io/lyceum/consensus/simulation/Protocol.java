package io.lyceum.consensus.simulation;

import io.lyceum.consensus.Timing;
import io.lyceum.consensus.chain.QuorumRule;
import io.lyceum.consensus.validation.JustificationRules;
import io.lyceum.consensus.validation.QbftRules;
import io.lyceum.ledger.crypto.Secp256k1;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rules by which honest nodes play. One of them is broken at a time to see that the simulator
 * notices.
 *
 * @param curves makes the curve of a run
 * @param quorum how many decide
 * @param justification what proposals and round changes must prove
 * @param timeoutCap how long any round may last
 * @param signingLog makes the file in which a node keeps what it signed
 */
record Protocol(
    Supplier<Secp256k1> curves,
    QuorumRule quorum,
    JustificationRules.Factory justification,
    Duration timeoutCap,
    Function<Secp256k1, SigningLog> signingLog) {

  /** QBFT as it should be, with signatures that cost nothing. */
  static final Protocol QBFT =
      new Protocol(
          IdealSignatures::new,
          QuorumRule.TWO_THIRDS,
          QbftRules::new,
          Timing.DEFAULT_MAXIMUM_TIMEOUT,
          SigningLog::durable);

  Protocol withCurve(Secp256k1 curve) {
    return new Protocol(() -> curve, quorum, justification, timeoutCap, signingLog);
  }

  Protocol withQuorum(QuorumRule rule) {
    return new Protocol(curves, rule, justification, timeoutCap, signingLog);
  }

  Protocol withJustification(JustificationRules.Factory rules) {
    return new Protocol(curves, quorum, rules, timeoutCap, signingLog);
  }

  Protocol withTimeoutCap(Duration cap) {
    return new Protocol(curves, quorum, justification, cap, signingLog);
  }

  Protocol withSigningLog(Function<Secp256k1, SigningLog> log) {
    return new Protocol(curves, quorum, justification, timeoutCap, log);
  }
}
