package io.lyceum.authority.consensus;

import io.lyceum.consensus.Effect;
import io.lyceum.consensus.Event;
import io.lyceum.consensus.TimerKind;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timers of a validator, one of each kind. They are set from the consensus thread only. An
 * expiry that is on its way when its timer is moved still arrives; the machine tells it by its
 * round.
 */
final class ConsensusTimers implements AutoCloseable {

  private final ConsensusInbox inbox;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor scheduler;
  private final Map<TimerKind, Future<?>> running = new EnumMap<>(TimerKind.class);

  ConsensusTimers(ConsensusInbox inbox, InstantSource clock) {
    this.inbox = inbox;
    this.clock = clock;
    scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("consensus-timers").factory());
    scheduler.setRemoveOnCancelPolicy(true);
  }

  void set(Effect.SetTimer timer) {
    cancel(timer.kind());
    Event expiry = new Event.TimerExpired(timer.kind(), timer.round());
    long delay = Math.max(0, timer.atMillis() - clock.millis());
    running.put(
        timer.kind(), scheduler.schedule(() -> inbox.add(expiry), delay, TimeUnit.MILLISECONDS));
  }

  void cancel(TimerKind kind) {
    Future<?> former = running.remove(kind);
    if (former != null) {
      former.cancel(false);
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
