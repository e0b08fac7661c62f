package io.weir.command.gate;

import io.weir.command.deployment.CommandContext;
import io.weir.command.plain.Stored;
import io.weir.command.sessions.SessionKind;
import io.weir.command.sessions.SessionMoment;
import io.weir.command.sessions.SessionReportDecider;
import io.weir.command.sessions.SessionState;
import io.weir.command.store.StoredAggregates;
import io.weir.events.report.SessionReport;
import io.weir.events.sessions.SessionClusterEvent;
import java.util.List;
import java.util.Optional;

/** Lets what was seen of session clusters be decided on, in the open transaction. */
public final class SessionReports {
  private final SessionKind kind = new SessionKind();
  private final StoredAggregates stored;

  public SessionReports(StoredAggregates stored) {
    this.stored = stored;
  }

  /**
   * Appends what follows.
   *
   * @return whether the report said something new
   * @throws IllegalStateException when there is no such session cluster
   * @throws org.axonframework.modelling.command.ConcurrencyException when somebody was faster
   */
  public boolean accept(SessionReport report, CommandContext context) {
    Stored<SessionState> known =
        stored
            .find(kind, report.sessionClusterId())
            .orElseThrow(() -> new IllegalStateException("there is no such session cluster"));
    List<SessionClusterEvent> events =
        SessionReportDecider.decide(
            known.state(),
            report,
            new SessionMoment(context.moment().now(), context.moment().settings()));
    if (events.isEmpty()) return false;
    stored.append(kind, Optional.of(known), events, context);
    return true;
  }
}
