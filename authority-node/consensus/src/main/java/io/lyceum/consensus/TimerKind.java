package io.lyceum.consensus;

/** The timers of a validator. At most one of each kind runs; setting it again moves it. */
public enum TimerKind {
  /** The time of the next block is reached. */
  BLOCK,
  /** A round has lasted too long. */
  ROUND,
  /** The last round change is due to be sent again. */
  RESEND
}
