package io.weir.executor.deployment.report;

import io.weir.events.wire.SentReport;

/** Where reports go. */
public interface Reports {
  /**
   * Sends and waits until it is stored.
   *
   * @throws ReportNotSentException when that cannot be said; it may be stored all the same
   */
  void send(SentReport report);
}
