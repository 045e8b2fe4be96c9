package io.lyceum.consensus.relay;

/** Whether a node passes a message on. */
public enum RelayVerdict {
  /** It is valid now or in a moment: whoever has not heard it should. */
  PASS_ON,
  /**
   * It is of another time, cannot be judged yet, or is wrong without the fault of who brought it:
   * it goes no further from here.
   */
  KEEP,
  /** No honest node sends it: its author does not seal this height, or it proves nothing. */
  INVALID
}
