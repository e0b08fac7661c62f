package io.weir.command.sessions;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.Samples;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobTarget;
import io.weir.events.report.SessionForeignChangePutBack;
import io.weir.events.report.SessionFound;
import io.weir.events.report.SessionGone;
import io.weir.events.report.SessionLost;
import io.weir.events.report.SessionRemovalIncomplete;
import io.weir.events.report.SessionReport;
import io.weir.events.report.SessionScaleFailed;
import io.weir.events.report.SessionStartFailed;
import io.weir.events.report.SessionUp;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What becomes of one session cluster, step by step: decided, folded, decided on again. */
final class SessionStory {
  static final UUID ID = UUID.fromString("0193a1b2-0000-7000-8000-0000000000e1");
  static final UUID TARGET_ID = new UUID(0, 7);
  static final JobTarget TARGET = new JobTarget("default", "flink-jobs");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private Instant now = NOON;
  private SessionState state;
  private List<SessionClusterEvent> last;
  private Optional<RefusalCode> refusal = Optional.empty();
  private String message = "";

  private SessionStory() {}

  static SessionClusterSpec spec(DesiredSessionState wish, int taskManagers) {
    return new SessionClusterSpec(
        wish,
        "default",
        Optional.of("2.3"),
        Optional.empty(),
        Optional.empty(),
        Optional.of("2.3.0-java21"),
        taskManagers,
        Map.of(
            "jobmanager", new ResourceSpec(BigDecimal.ONE, "1g"),
            "taskmanager", new ResourceSpec(BigDecimal.ONE, "1g")),
        Map.of("taskmanager.numberOfTaskSlots", "2", "a.b", "{{sessionClusterName}}"),
        new Logging(Optional.empty(), Map.of(), Optional.empty()),
        Optional.empty());
  }

  static SessionClusterSpec withOption(SessionClusterSpec spec, String key, String value) {
    return new SessionClusterSpec(
        spec.state(),
        spec.deploymentTargetName(),
        spec.flinkVersion(),
        spec.flinkImageRegistry(),
        spec.flinkImageRepository(),
        spec.flinkImageTag(),
        spec.numberOfTaskManagers(),
        spec.resources(),
        Map.of(key, value),
        spec.logging(),
        spec.kubernetes());
  }

  static SessionStory registered(DesiredSessionState wish) {
    return new SessionStory().create(spec(wish, 2));
  }

  /** Up with two TaskManagers. */
  static SessionStory running() {
    return registered(DesiredSessionState.RUNNING).up();
  }

  SessionStory create(SessionClusterSpec spec) {
    return step(() -> SessionDecider.register(ID, "default", wish(spec), moment()));
  }

  SessionStory wish(DesiredSessionState wish, String... users) {
    return edit(spec -> spec.with(wish, spec.numberOfTaskManagers()), users);
  }

  SessionStory size(int taskManagers) {
    return edit(spec -> spec.with(spec.state(), taskManagers));
  }

  SessionStory edit(UnaryOperator<SessionClusterSpec> edit, String... users) {
    return step(
        () ->
            SessionDecider.revise(state, wish(edit.apply(state.spec())), List.of(users), moment()));
  }

  SessionStory delete(String... referrers) {
    return step(() -> SessionDecider.delete(state, List.of(referrers)));
  }

  SessionStory up() {
    return up(state.incarnation().map(Incarnation::taskManagers).orElse(1));
  }

  SessionStory up(int taskManagers) {
    return report(new SessionUp(ID, starts(), taskManagers));
  }

  SessionStory startFails() {
    return report(new SessionStartFailed(ID, starts(), failure()));
  }

  SessionStory scaleFails() {
    return report(
        new SessionScaleFailed(
            ID, starts(), state.incarnation().map(Incarnation::taskManagers).orElse(1), failure()));
  }

  SessionStory gone() {
    return report(new SessionGone(ID, starts()));
  }

  SessionStory remains() {
    return report(
        new SessionRemovalIncomplete(
            ID,
            starts(),
            state.incarnation().map(Incarnation::stopAttempt).orElse(1),
            List.of("Deployment x"),
            failure()));
  }

  SessionStory putBack() {
    return report(new SessionForeignChangePutBack(ID, starts(), "Service/x", "was deleted"));
  }

  SessionStory lost() {
    return report(new SessionLost(ID, starts(), now.minusSeconds(40), "timed out"));
  }

  SessionStory found() {
    return report(new SessionFound(ID, starts()));
  }

  SessionStory report(SessionReport report) {
    return step(() -> SessionReportDecider.decide(state, report, moment()));
  }

  private long starts() {
    return state.starts();
  }

  Failure failure() {
    return new Failure(FailureReason.UNCLASSIFIED, "because", Optional.empty(), NOON);
  }

  private SessionStory step(Supplier<List<SessionClusterEvent>> decision) {
    now = now.plusSeconds(1);
    refusal = Optional.empty();
    try {
      last = decision.get();
    } catch (RefusedCommandException refused) {
      last = List.of();
      refusal = Optional.of(refused.code());
      message = refused.getMessage();
    }
    for (SessionClusterEvent event : last)
      state = SessionState.evolve(Optional.ofNullable(state), event, now);
    return this;
  }

  private static SessionWish wish(SessionClusterSpec spec) {
    return new SessionWish("shared", Map.of(), Map.of(), spec, TARGET_ID, TARGET);
  }

  private SessionMoment moment() {
    return new SessionMoment(now, Samples.SETTINGS);
  }

  SessionState state() {
    return state;
  }

  List<SessionClusterEvent> last() {
    return last;
  }

  /** The names of the last step's events. */
  List<String> names() {
    return last.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  Optional<RefusalCode> refusal() {
    return refusal;
  }

  String message() {
    return message;
  }
}
