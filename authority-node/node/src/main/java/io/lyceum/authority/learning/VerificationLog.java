package io.lyceum.authority.learning;

import io.lyceum.verification.VerificationEvent;
import io.lyceum.verification.VerificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the steps of verification to the log. */
public final class VerificationLog implements VerificationListener {

  private static final Logger LOG = LoggerFactory.getLogger(VerificationLog.class);

  /** A listener that logs. */
  public VerificationLog() {}

  @Override
  public void on(VerificationEvent event) {
    switch (event) {
      case VerificationEvent.Delayed delayed ->
          LOG.debug("Delayed: {}: {}", delayed.what(), delayed.reason());
      case VerificationEvent.JobDeclined declined ->
          LOG.warn("Job {} is declined: {}", declined.jobId(), declined.reason());
      default -> LOG.info("{}", event);
    }
  }
}
