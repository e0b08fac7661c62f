package io.weir.executor.deployment.report;

import io.weir.events.report.TransitionReport;
import io.weir.events.wire.ReportMetadata;
import io.weir.events.wire.SentReport;
import io.weir.executor.deployment.decide.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends facts and repeats them, ever more rarely, as long as the decision goes on asking for it.
 * The decision stops asking when the log shows the fact, or that it no longer matters.
 */
public final class Reporter {
  private static final Duration FIRST_REPEAT = Duration.ofSeconds(2);
  private static final Duration LAST_REPEAT = Duration.ofMinutes(1);

  private final Reports reports;
  private final String executor;

  /**
   * What was sent since the log of what it is about last moved. Lost in a crash: then it is
   * repeated.
   */
  private final Map<UUID, SentSoFar> sent = new ConcurrentHashMap<>();

  private record SentSoFar(long sequence, Map<UUID, Repeat> repeats) {}

  private record Repeat(Instant notBefore, Duration next) {}

  /**
   * Reports as an executor.
   *
   * @param executor its name
   */
  public Reporter(Reports reports, String executor) {
    this.reports = reports;
    this.executor = executor;
  }

  /**
   * Sends the fact, unless it was sent a moment ago and the log has not moved since.
   *
   * @param sequence of the last event that the decision knew
   * @return whether it was sent
   */
  public boolean report(
      TransitionReport report, Origin answers, long sequence, Instant observedAt) {
    UUID id = ReportIds.of(report, answers.eventId());
    SentSoFar soFar =
        sent.compute(
            report.aggregateId(),
            (key, old) ->
                old == null || old.sequence() != sequence
                    ? new SentSoFar(sequence, new HashMap<>())
                    : old);
    Repeat last = soFar.repeats().get(id);
    if (last != null && observedAt.isBefore(last.notBefore())) return false;
    reports.send(
        new SentReport(
            new ReportMetadata(
                id,
                observedAt,
                executor,
                answers.correlationId(),
                answers.eventId(),
                answers.traceparent()),
            report));
    Duration wait = last == null ? FIRST_REPEAT : last.next();
    Duration next = wait.multipliedBy(2);
    soFar
        .repeats()
        .put(
            id,
            new Repeat(
                observedAt.plus(wait), next.compareTo(LAST_REPEAT) < 0 ? next : LAST_REPEAT));
    return true;
  }

  /** A deployment without jobs has nothing to repeat. */
  public void forget(UUID deploymentId) {
    sent.remove(deploymentId);
  }
}
