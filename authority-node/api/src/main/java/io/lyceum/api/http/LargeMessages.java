package io.lyceum.api.http;

import java.util.concurrent.Semaphore;

/**
 * The memory that all connections of a server together have for large requests and answers; small
 * ones are not counted. Nobody waits for it: who gets none is refused. Safe for use by many
 * threads.
 */
public final class LargeMessages {

  /** A message of more bytes is large. */
  public static final int LARGE = 16 * 1024;

  private static final int ANSWER_BYTES = 128 << 20;

  private final Semaphore requests = new Semaphore(RpcWorkers.COUNT);
  private final Semaphore answers = new Semaphore(ANSWER_BYTES);

  /** Takes room for one large request, if there is any. */
  public boolean tryTakeRequest() {
    return requests.tryAcquire();
  }

  /** Gives the room of a large request back. */
  public void releaseRequest() {
    requests.release();
  }

  /** Takes room for an answer until its client has it, if there is enough. */
  public boolean tryTakeAnswer(int bytes) {
    return answers.tryAcquire(counted(bytes));
  }

  /** Gives the room of an answer of so many bytes back. */
  public void releaseAnswer(int bytes) {
    answers.release(counted(bytes));
  }

  private static int counted(int bytes) {
    return bytes <= LARGE ? 0 : Math.min(bytes, ANSWER_BYTES);
  }
}
