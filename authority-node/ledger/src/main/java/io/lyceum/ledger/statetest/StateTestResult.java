package io.lyceum.ledger.statetest;

import org.apache.tuweni.bytes.Bytes32;

/** What became of a state test. */
public sealed interface StateTestResult {

  /** Everything is as expected. */
  record Passed(StateTestCase test) implements StateTestResult {}

  /**
   * Something is not.
   *
   * @param root of the state that came of it
   * @param finding a sentence that says what differs
   */
  record Failed(StateTestCase test, Bytes32 root, String finding) implements StateTestResult {}

  /** Its fork is not known. */
  record Skipped(StateTestCase test) implements StateTestResult {}

  /**
   * A file or a test cannot be read, which counts as a failure.
   *
   * @param name of the file or the test
   * @param finding a sentence that says why
   */
  record Unreadable(String name, String finding) implements StateTestResult {}
}
