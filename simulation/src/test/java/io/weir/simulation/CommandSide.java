package io.weir.simulation;

import io.weir.command.deployment.AcceptReport;
import io.weir.command.deployment.Cause;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.DeploymentDecider;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.Outcome;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.RanJob;
import io.weir.command.deployment.RegisterDeployment;
import io.weir.command.deployment.RollBackDeployment;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.SessionReport;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.SentReport;
import io.weir.executor.deployment.report.ReportNotSentException;
import io.weir.executor.deployment.report.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The aggregate, its log, and the topic of reports: commands and reports get lost before they are
 * stored, answers after; reports come late, twice and out of order.
 */
final class CommandSide implements Reports {
  static final UUID DEPLOYMENT = new UUID(0x0193a00000007000L, 0x8000000000000001L);

  /**
   * An event as the log holds it.
   *
   * @param metadata who, what, when, why
   * @param event the fact
   */
  record Logged(EventMetadata metadata, DeploymentEvent event) {}

  /** Something was recorded. */
  interface Listener {
    void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after);
  }

  private final Faults faults;
  private final RandomGenerator random;
  private final PlatformSettings settings;
  private final Listener listener;
  private final SessionSide sessions;
  private final List<Logged> log = new ArrayList<>();
  private final List<Cause> causes = new ArrayList<>();
  private final List<SentReport> underWay = new ArrayList<>();
  private final Map<UUID, Class<?>> kinds = new HashMap<>();
  private DeploymentState state;
  private long commands;

  CommandSide(
      Faults faults,
      RandomGenerator random,
      PlatformSettings settings,
      Listener listener,
      Consumer<String> told) {
    this.faults = faults;
    this.random = random;
    this.settings = settings;
    this.listener = listener;
    this.sessions = new SessionSide(settings, this::state, event -> told.accept(event.toString()));
  }

  /** Null before the first command. */
  DeploymentState state() {
    return state;
  }

  SessionSide sessions() {
    return sessions;
  }

  List<Logged> log() {
    return log;
  }

  List<Cause> causes() {
    return causes;
  }

  /** A user's command; the service may die before or after it is stored. */
  void ask(DeploymentCommand command, Instant now) {
    if (faults.oneIn(20)) return;
    decide(command, new UUID(0x7000L, 0x8000000000000000L | ++commands), now);
    // The answer was lost: the user asks again.
    if (faults.oneIn(20)) ask(command, now);
  }

  /** The same of the session cluster. */
  void askOfTheSession(UnaryOperator<SessionClusterSpec> edit, Instant now) {
    if (faults.oneIn(20)) return;
    sessions.ask(edit, now);
    if (faults.oneIn(20)) askOfTheSession(edit, now);
  }

  /** Some reports arrive, some later, some twice. */
  void tick(Instant now) {
    for (SentReport sent : List.copyOf(underWay)) {
      if (faults.oneIn(2)) return;
      if (!faults.oneIn(6)) underWay.remove(sent);
      switch (sent.report()) {
        case DeploymentReport report ->
            decide(new AcceptReport(report), sent.metadata().reportId(), now);
        case SessionReport report -> sessions.accept(report, now);
      }
    }
  }

  @Override
  public void send(SentReport report) {
    faults.maybeCrash();
    if (faults.oneIn(10)) throw new ReportNotSentException("lost", null);
    Class<?> before = kinds.put(report.metadata().reportId(), report.report().getClass());
    if (before != null && before != report.report().getClass())
      throw new AssertionError(
          "Expected one fact per report id, but %s is %s and %s"
              .formatted(report.metadata().reportId(), before, report.report().getClass()));
    underWay.add(report);
    if (faults.oneIn(10)) throw new ReportNotSentException("lost acknowledgement", null);
    faults.maybeCrash();
  }

  private void decide(DeploymentCommand command, UUID cause, Instant now) {
    // The store takes an id once.
    if (command instanceof RegisterDeployment && state != null) return;
    Moment moment = new Moment(now, cause, random.nextDouble(), settings, sessions);
    Outcome outcome = DeploymentDecider.decide(state, lookedUp(command), moment);
    if (!(outcome instanceof Outcome.Accepted accepted)) return;
    for (DeploymentEvent event : accepted.events()) record(event, new Cause(now, cause), command);
  }

  /** What a job of the past ran is read from the log, as the store does. */
  private DeploymentCommand lookedUp(DeploymentCommand command) {
    if (!(command instanceof RollBackDeployment asked)) return command;
    List<UUID> jobs =
        log.stream()
            .map(Logged::event)
            .filter(JobRequested.class::isInstance)
            .map(e -> ((JobRequested) e).jobId())
            .toList();
    if (jobs.isEmpty()) return command;
    UUID job = jobs.get((int) (asked.jobId().getLeastSignificantBits() % jobs.size()));
    RanJob.Search search = new RanJob.Search(job);
    DeploymentState then = null;
    for (int i = 0; i < log.size(); i++) {
      then = DeploymentState.evolve(then, log.get(i).event(), causes.get(i));
      search.saw(log.get(i).event(), then);
    }
    return new RollBackDeployment(DEPLOYMENT, job, asked.restore(), search.found());
  }

  private void record(DeploymentEvent event, Cause cause, DeploymentCommand command) {
    DeploymentState before = state;
    state = DeploymentState.evolve(state, event, cause);
    long sequence = log.size();
    log.add(
        new Logged(
            new EventMetadata(
                new UUID(0x0193a00000007000L, 0x9000000000000000L | sequence),
                DEPLOYMENT,
                sequence,
                sequence,
                cause.at(),
                "default",
                "simulated",
                new Actor(Actor.Kind.USER, "simulation"),
                Optional.empty(),
                cause.id(),
                cause.id(),
                command.getClass().getSimpleName(),
                Optional.empty()),
            event));
    causes.add(cause);
    listener.recorded(before, event, state);
  }

  /** The events, compactly, for a failure's text. */
  List<String> names() {
    return log.stream().map(each -> each.event().getClass().getSimpleName()).toList();
  }
}
