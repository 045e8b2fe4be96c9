package io.lyceum.network.discovery;

import java.time.Duration;

/**
 * Bounds on what others can make a node remember, send and check.
 *
 * @param records that are kept, and that a message may hold
 * @param lifetime after which a record is forgotten
 * @param renewal age at which a node signs its own record anew
 * @param clockError by which a record may lie ahead of our clock
 * @param burst exchanges that one caller may ask for at once
 * @param refill the time in which a caller regains one exchange
 * @param interval between exchanges when there is no news
 * @param timeout of an exchange
 */
public record DiscoveryLimits(
    int records,
    Duration lifetime,
    Duration renewal,
    Duration clockError,
    int burst,
    Duration refill,
    Duration interval,
    Duration timeout) {

  /** Enough for 100 authorities and as many learners. */
  public static DiscoveryLimits defaults() {
    return new DiscoveryLimits(
        256,
        Duration.ofDays(7),
        Duration.ofHours(1),
        Duration.ofMinutes(10),
        20,
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }
}
