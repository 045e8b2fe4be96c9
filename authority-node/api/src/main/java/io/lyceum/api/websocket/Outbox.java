package io.lyceum.api.websocket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What waits to be sent to a client. One thread sends, in order, and pings while there is nothing
 * to send: a client that is gone is noticed by this. Safe for use by many threads.
 */
final class Outbox {

  private sealed interface Message {

    record Pong(byte[] payload) implements Message {}

    /**
     * @param gone is called once it was sent, or will not be
     */
    record Text(String text, Runnable gone) implements Message {}

    record Close(CloseCode code, String reason) implements Message {}
  }

  private final FrameWriter frames;
  private final int mostBytes;
  private final Duration patience;
  private final Runnable onEnd;
  private final Deque<Message> waiting = new ArrayDeque<>();

  /** To the latest ping that is not answered. */
  private Optional<Message.Pong> pong = Optional.empty();

  /**
   * Whether a pong was sent last: a client that pings without end gets its messages all the same.
   */
  private boolean ponged;

  private long waitingBytes;
  private boolean closing;
  private boolean ended;

  /**
   * @param frames writes to the client
   * @param mostBytes more than this does not wait, unless a single message is longer
   * @param patience after so long without a message the client is pinged, and so long is waited for
   *     it to take something
   * @param onEnd is called once nothing more can be sent; ends the connection
   */
  Outbox(FrameWriter frames, int mostBytes, Duration patience, Runnable onEnd) {
    this.frames = frames;
    this.mostBytes = mostBytes;
    this.patience = patience;
    this.onEnd = onEnd;
  }

  void start() {
    Thread.ofVirtual().name("websocket-outbox").start(this::sendAll);
  }

  /** Adds a message that nobody asked for; ends the connection if there is no room. */
  void tell(String text) {
    if (!offer(text)) {
      end();
    }
  }

  private synchronized boolean offer(String text) {
    if (ended) {
      return true;
    }
    if (!waiting.isEmpty() && waitingBytes + text.length() > mostBytes) {
      return false;
    }
    add(new Message.Text(text, () -> {}), text.length());
    return true;
  }

  /**
   * Adds an answer; waits for room, and ends the connection if there is none for too long.
   *
   * @param before is done before the client can have the answer, and what it adds is sent after it
   * @param gone is called once the answer was sent, or will not be
   */
  void answer(String text, Runnable before, Runnable gone) {
    if (!put(text, before, gone)) {
      gone.run();
      end();
    }
  }

  private synchronized boolean put(String text, Runnable before, Runnable gone) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ended && !waiting.isEmpty() && waitingBytes + text.length() > mostBytes) {
      if (!await(deadline - System.nanoTime())) {
        return false;
      }
    }
    add(new Message.Text(text, gone), text.length());
    before.run();
    return true;
  }

  /**
   * Answers a ping, before what waits: a client may take a node for dead that sends all else but no
   * pong. Of pings that come too fast the latest is answered (RFC 6455, section 5.5.3).
   */
  synchronized void pong(byte[] payload) {
    if (!ended) {
      pong = Optional.of(new Message.Pong(payload));
      notifyAll();
    }
  }

  /** Sends what waits, says good-bye and ends. */
  synchronized void close(CloseCode code, String reason) {
    if (!closing) {
      closing = true;
      add(new Message.Close(code, reason), 0);
    }
  }

  /** Waits until nothing more is sent, and ends the connection if this takes too long. */
  void awaitEnd() {
    if (!awaitEnd(System.nanoTime() + patience.toNanos())) {
      end();
    }
  }

  private synchronized boolean awaitEnd(long deadline) {
    while (!ended) {
      if (!await(deadline - System.nanoTime())) {
        return false;
      }
    }
    return true;
  }

  private void add(Message message, int bytes) {
    if (ended) {
      drop(message);
    } else {
      waiting.add(message);
      waitingBytes += bytes;
      notifyAll();
    }
  }

  private static void drop(Message message) {
    if (message instanceof Message.Text text) {
      text.gone().run();
    }
  }

  /** Ends the connection. */
  void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.forEach(Outbox::drop);
      waiting.clear();
      pong = Optional.empty();
      notifyAll();
    }
    onEnd.run();
  }

  private void sendAll() {
    try {
      while (send(next())) {
        // Until the end.
      }
    } catch (RuntimeException gone) {
      // The client; that is its right.
    } finally {
      end();
    }
  }

  /** The next message once there is one; null if there was none for so long that a ping is due. */
  private synchronized Message next() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ended && pong.isEmpty() && waiting.isEmpty()) {
      if (!await(deadline - System.nanoTime())) {
        return null;
      }
    }
    ponged = pong.isPresent() && !(ponged && !waiting.isEmpty());
    if (ponged) {
      Message next = pong.get();
      pong = Optional.empty();
      return next;
    }
    Message next = waiting.poll();
    if (next instanceof Message.Text text) {
      waitingBytes -= text.text().length();
    }
    notifyAll();
    return next;
  }

  /** Sends a message, and says whether more may follow. */
  private boolean send(Message message) {
    switch (message) {
      case null -> {
        if (hasEnded()) {
          return false;
        }
        frames.ping();
      }
      case Message.Text(String text, Runnable gone) -> {
        try {
          frames.text(text);
        } finally {
          gone.run();
        }
      }
      case Message.Pong(byte[] payload) -> frames.pong(payload);
      case Message.Close(CloseCode code, String reason) -> {
        frames.close(code, reason);
        return false;
      }
    }
    return true;
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Waits to be notified; false if it took longer than so many nanoseconds. */
  private boolean await(long nanos) {
    if (nanos <= 0) {
      return false;
    }
    try {
      wait(Math.max(1, nanos / 1_000_000));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
