package io.weir.simulation;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.SessionClusters;
import io.weir.command.deployment.SessionUse;
import io.weir.command.sessions.SessionDecider;
import io.weir.command.sessions.SessionKind;
import io.weir.command.sessions.SessionMoment;
import io.weir.command.sessions.SessionOffers;
import io.weir.command.sessions.SessionReportDecider;
import io.weir.command.sessions.SessionState;
import io.weir.command.sessions.SessionWish;
import io.weir.events.deployment.JobTarget;
import io.weir.events.report.SessionReport;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session cluster and its log: users start it, stop it and resize it whenever they like. */
final class SessionSide implements SessionClusters {
  static final UUID SESSION = new UUID(0x0193a00000007000L, 0x80000000000000e1L);
  static final String NAME = "shared";
  private static final JobTarget TARGET = new JobTarget("default", "default");

  /**
   * An event as the log holds it.
   *
   * @param metadata who, what, when, why
   * @param event the fact
   */
  record Logged(EventMetadata metadata, SessionClusterEvent event) {}

  private final SessionKind kind = new SessionKind();
  private final PlatformSettings settings;
  private final Supplier<DeploymentState> deployment;
  private final Consumer<SessionClusterEvent> told;
  private final List<Logged> log = new ArrayList<>();
  private SessionState state;
  private int refusedInUse;
  private int reportsOfEarlierStarts;

  SessionSide(
      PlatformSettings settings,
      Supplier<DeploymentState> deployment,
      Consumer<SessionClusterEvent> told) {
    this.settings = settings;
    this.deployment = deployment;
    this.told = told;
  }

  SessionState state() {
    return state;
  }

  List<Logged> log() {
    return log;
  }

  /** What a service that starts anew knows of it; null: it was never registered. */
  SessionState replayed() {
    SessionState replayed = null;
    for (Logged each : log)
      replayed = kind.evolve(Optional.ofNullable(replayed), each.event(), each.metadata().time());
    return replayed;
  }

  /** How often a user was told that a deployment is on it. */
  int refusedInUse() {
    return refusedInUse;
  }

  /** How many reports came of a start that was over. */
  int reportsOfEarlierStarts() {
    return reportsOfEarlierStarts;
  }

  void register(DesiredSessionState wanted, Instant now) {
    ResourceSpec resources = new ResourceSpec(BigDecimal.ONE, "1600m");
    SessionClusterSpec spec =
        new SessionClusterSpec(
            wanted,
            TARGET.name(),
            Optional.of("2.3"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Map.of("jobmanager", resources, "taskmanager", resources),
            Map.of(),
            new Logging(Optional.empty(), Map.of(), Optional.empty()),
            Optional.empty());
    record(
        SessionDecider.register(SESSION, "default", wish(spec), new SessionMoment(now, settings)),
        now);
  }

  /** Somebody asks; a refusal is his to live with. */
  void ask(UnaryOperator<SessionClusterSpec> edit, Instant now) {
    List<String> users =
        deployment.get() != null && SessionUse.of(deployment.get(), SESSION, NAME)
            ? List.of("deployment simulated")
            : List.of();
    try {
      record(
          SessionDecider.revise(
              state, wish(edit.apply(state.spec())), users, new SessionMoment(now, settings)),
          now);
    } catch (RefusedCommandException refused) {
      // In use, or it would change more than may be changed now.
      if (refused.code() == RefusalCode.SESSION_CLUSTER_IN_USE) refusedInUse++;
    }
  }

  void accept(SessionReport report, Instant now) {
    if (report.incarnation() < state.starts()) reportsOfEarlierStarts++;
    record(SessionReportDecider.decide(state, report, new SessionMoment(now, settings)), now);
  }

  @Override
  public Optional<Offer> named(String namespace, String name) {
    return Optional.ofNullable(state)
        .filter(known -> known.name().equals(name))
        .map(known -> SessionOffers.of(known, settings));
  }

  private static SessionWish wish(SessionClusterSpec spec) {
    return new SessionWish(NAME, Map.of(), Map.of(), spec, new UUID(0, 7), TARGET);
  }

  private void record(List<SessionClusterEvent> events, Instant now) {
    for (SessionClusterEvent event : events) {
      state = kind.evolve(Optional.ofNullable(state), event, now);
      long sequence = log.size();
      UUID id = new UUID(0x0193a00000007000L, 0xa000000000000000L | sequence);
      log.add(
          new Logged(
              new EventMetadata(
                  id,
                  SESSION,
                  sequence,
                  sequence,
                  now,
                  "default",
                  NAME,
                  new Actor(Actor.Kind.USER, "simulation"),
                  Optional.empty(),
                  id,
                  id,
                  "Simulated",
                  Optional.empty()),
              event));
      told.accept(event);
    }
  }
}
