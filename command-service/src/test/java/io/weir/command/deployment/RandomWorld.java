package io.weir.command.deployment;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterFound;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.ClusterLost;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.ForeignChangePutBack;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobEnded;
import io.weir.events.report.JobRunning;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.RescaleUnsuccessful;
import io.weir.events.report.RestartsCounted;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.report.SavepointAccepted;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.SavepointUnsuccessful;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.StartFailed;
import io.weir.events.report.StopFailed;
import io.weir.events.report.TeardownIncomplete;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.UpgradeStrategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A deployment to which anything may happen; a number says what. */
final class RandomWorld {
  private static final UUID ID = Story.ID;

  private record Sent(UUID id, DeploymentReport report) {}

  private final List<DeploymentEvent> log = new ArrayList<>();
  private final List<Cause> causes = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private DeploymentState state;
  private Instant now = Instant.parse("2026-11-21T05:00:00Z");
  private long counter;
  private Moment lastMoment;

  RandomWorld() {
    Moment moment = moment(next());
    apply(
        EditDecider.decide(
            new RegisterDeployment(
                ID,
                "default",
                "orders",
                Optional.empty(),
                Map.of(),
                Map.of(),
                Samples.SPEC,
                Samples.TARGET),
            moment),
        moment);
  }

  DeploymentState state() {
    return state;
  }

  List<DeploymentEvent> log() {
    return log;
  }

  List<Cause> causes() {
    return causes;
  }

  Moment lastMoment() {
    return lastMoment;
  }

  Instant now() {
    return now;
  }

  /** Whether the command, sent now, would be accepted and change more than the version. */
  boolean wouldHaveAnEffect(DeploymentCommand command) {
    Outcome outcome =
        DeploymentDecider.decide(
            state,
            command,
            new Moment(
                now.plusSeconds(1), new UUID(4, 4), 0, Samples.SETTINGS, SessionClusters.NONE));
    if (!(outcome instanceof Outcome.Accepted accepted)) return false;
    DeploymentState after = state;
    for (DeploymentEvent event : accepted.events())
      after = DeploymentState.evolve(after, event, new Cause(now, new UUID(4, 4)));
    return !(after.wish().equals(state.wish())
        && after.transition().equals(state.transition())
        && after.catalogue().equals(state.catalogue())
        && after.job().equals(state.job())
        && after.deleted() == state.deleted());
  }

  void step(int choice) {
    int kind = choice % 10;
    int detail = choice / 10;
    if (kind < 3) command(detail);
    else if (kind < 9 || sent.isEmpty()) report(reports().get(detail % reports().size()));
    // Late and twice: any report of the past again.
    else again(sent.get(detail % sent.size()));
  }

  /** Answers what is waited for as a healthy cluster would; false when nothing is. */
  boolean answerTheIntent() {
    Optional<CurrentJob> job = state.job();
    if (job.isEmpty()) return false;
    UUID id = job.get().id();
    DeploymentReport answer =
        switch (job.get().phase()) {
          case REQUESTED, APPLIED, READY, SUBMITTED -> new JobRunning(ID, id, Optional.empty());
          case STARTED ->
              job.get()
                  .rescaling()
                  .<DeploymentReport>map(asked -> new RescaleApplied(ID, id, asked.generation()))
                  .or(
                      () ->
                          state.catalogue().openOf(id).stream()
                              .findFirst()
                              .map(
                                  s ->
                                      new SavepointWritten(
                                          ID, id, s.id(), "file:///w", Optional.empty())))
                  .orElse(null);
          case STOPPING ->
              new JobEnded(ID, id, FinalStatus.CANCELED, Optional.empty(), Optional.empty());
          case TEARING_DOWN -> new ClusterGone(ID, id, Optional.empty());
        };
    if (answer == null) return false;
    report(answer);
    return true;
  }

  private void command(int detail) {
    Moment moment = moment(next());
    DeploymentSpec spec = state.wish().spec();
    int choice = detail % 19;
    Outcome outcome =
        switch (choice) {
          case 0, 1, 2 ->
              edit(Samples.state(DesiredState.values()[choice]), spec, moment, detail % 2 == 0);
          case 3 -> edit(Samples.jar("file:///" + detail % 5 + ".jar"), spec, moment, true);
          case 4 ->
              edit(
                  Samples.template(
                      Samples.template(
                          "file:///orders.jar",
                          1 + detail / 13 % 3,
                          Map.of("jobmanager.scheduler", "adaptive"))),
                  spec,
                  moment,
                  true);
          case 5 ->
              edit(
                  Samples.upgrade(UpgradeStrategy.Kind.values()[detail / 12 % 3]),
                  spec,
                  moment,
                  false);
          case 6 ->
              edit(
                  Samples.restore(RestoreStrategy.Kind.values()[detail / 12 % 3]),
                  spec,
                  moment,
                  false);
          case 7 -> edit(Samples.attempts(1 + detail / 12 % 3), spec, moment, true);
          case 8 ->
              SavepointDecider.decide(
                  state, new TriggerSavepoint(ID, new UUID(9, counter)), moment);
          case 9 ->
              CopyDecider.decide(
                  state,
                  new CopySavepoint(
                      ID,
                      new UUID(9, counter),
                      "file:///c",
                      Optional.empty(),
                      Optional.empty(),
                      DataStanding.unheardOf("file:///c")),
                  moment);
          case 15 ->
              edit(
                  detail % 2 == 0
                      ? Samples.every("10s")
                      : Samples.keep(Optional.of(1 + detail % 3), Optional.empty()),
                  spec,
                  moment,
                  false);
          case 16 -> DeploymentDecider.decide(state, new TakeScheduledSavepoint(ID), moment);
          case 18 -> rollBack(detail, moment);
          case 12 -> dispose(detail, moment);
          case 13 ->
              DeploymentDecider.decide(
                  state, new PinSavepoint(ID, savepoint(detail), Optional.empty()), moment);
          case 14 ->
              DeploymentDecider.decide(state, new UnpinSavepoint(ID, savepoint(detail)), moment);
          case 10 -> edit(Samples.state(DesiredState.RUNNING), spec, moment, true);
          case 11 ->
              RestartDecider.decide(state, new RestartDeployment(ID, detail % 2 == 0), moment);
          default ->
              detail % 90 == 17
                  ? EditDecider.decide(state, new DeleteDeployment(ID), moment)
                  : edit(Samples.state(DesiredState.CANCELLED), spec, moment, false);
        };
    apply(outcome, moment);
  }

  private Outcome rollBack(int detail, Moment moment) {
    List<UUID> jobs =
        log.stream()
            .filter(JobRequested.class::isInstance)
            .map(e -> ((JobRequested) e).jobId())
            .toList();
    UUID job = jobs.isEmpty() ? new UUID(5, 5) : jobs.get(detail / 57 % jobs.size());
    RanJob.Search search = new RanJob.Search(job);
    DeploymentState then = null;
    for (int i = 0; i < log.size(); i++) {
      then = DeploymentState.evolve(then, log.get(i), causes.get(i));
      search.saw(log.get(i), then);
    }
    return DeploymentDecider.decide(
        state,
        new RollBackDeployment(ID, job, RollbackRestore.values()[detail / 19 % 3], search.found()),
        moment);
  }

  private Outcome dispose(int detail, Moment moment) {
    UUID id = savepoint(detail);
    Optional<DataStanding> data =
        state
            .catalogue()
            .find(id)
            .flatMap(CataloguedSavepoint::location)
            .map(
                location ->
                    new DataStanding(
                        location,
                        detail % 5 != 0,
                        false,
                        state.catalogue().savepoints().stream()
                            .filter(s -> s.location().filter(location::equals).isPresent())
                            .map(s -> new DataStanding.Reference(ID, s.id()))
                            .toList()));
    return DeploymentDecider.decide(
        state, new DeleteSavepoint(ID, id, detail % 2 == 0, Optional.empty(), data), moment);
  }

  private UUID savepoint(int detail) {
    List<CataloguedSavepoint> all = state.catalogue().savepoints();
    return all.isEmpty() ? new UUID(6, 6) : all.get(detail / 17 % all.size()).id();
  }

  private Outcome edit(
      UnaryOperator<DeploymentSpec> change, DeploymentSpec spec, Moment moment, boolean word) {
    return EditDecider.decide(
        state,
        new ReviseDeployment(
            ID,
            Optional.empty(),
            Map.of(),
            Map.of(),
            change.apply(spec),
            Samples.TARGET,
            word,
            word),
        moment);
  }

  private List<DeploymentReport> reports() {
    UUID job = state.job().map(CurrentJob::id).orElse(new UUID(5, 5));
    UUID savepoint =
        state.catalogue().savepoints().isEmpty()
            ? new UUID(6, 6)
            : state.catalogue().savepoints().getLast().id();
    Failure retryable = failure(FailureReason.JOB_FAILED);
    Failure fatal = failure(FailureReason.FORBIDDEN);
    Optional<RetainedCheckpoint> kept = Optional.of(new RetainedCheckpoint("file:///k", now));
    List<DeploymentReport> all = new ArrayList<>();
    // Progress comes more often than trouble, or no story would get far.
    for (int i = 0; i < 4; i++) {
      all.add(new JobRunning(ID, job, Optional.empty()));
      all.add(new ClusterGone(ID, job, Optional.empty()));
      all.add(new SavepointWritten(ID, job, savepoint, "file:///s", Optional.empty()));
      all.add(new JobEnded(ID, job, FinalStatus.CANCELED, Optional.empty(), Optional.empty()));
    }
    long generation =
        state.job().flatMap(CurrentJob::rescaling).map(r -> r.generation()).orElse(1L);
    all.add(new RescaleApplied(ID, job, generation));
    all.add(new RescaleUnsuccessful(ID, job, generation, fatal));
    all.add(new ClusterApplied(ID, job));
    all.add(new ClusterReady(ID, job));
    all.add(new JobAppeared(ID, job));
    all.add(new StartFailed(ID, job, retryable));
    all.add(new StartFailed(ID, job, fatal));
    all.add(new JobEnded(ID, job, FinalStatus.FAILED, Optional.of(retryable), kept));
    all.add(new JobEnded(ID, job, FinalStatus.FINISHED, Optional.empty(), Optional.empty()));
    all.add(new JobEnded(ID, job, FinalStatus.UNKNOWN, Optional.empty(), Optional.empty()));
    all.add(new StopFailed(ID, job, retryable));
    all.add(new TeardownIncomplete(ID, job, List.of("Job/x"), retryable));
    all.add(new SavepointAccepted(ID, job, savepoint));
    all.add(new SavepointUnsuccessful(ID, job, savepoint, retryable));
    all.add(new SavepointUnsuccessful(ID, job, savepoint, fatal));
    all.add(new SavepointRemovalBegan(ID, savepoint));
    all.add(new SavepointRemoved(ID, savepoint, true));
    all.add(new SavepointNotRemoved(ID, savepoint, retryable));
    all.add(new RestartsCounted(ID, job, counter % 7));
    all.add(new ClusterLost(ID, job, now, "no route"));
    all.add(new ClusterFound(ID, job));
    all.add(new ForeignChangePutBack(ID, job, "Job/x", "replicas"));
    return all;
  }

  private void report(DeploymentReport report) {
    again(new Sent(next(), report));
  }

  private void again(Sent message) {
    sent.add(message);
    Moment moment = moment(message.id());
    apply(ReportDecider.decide(state, message.report(), moment), moment);
  }

  private void apply(Outcome outcome, Moment moment) {
    if (!(outcome instanceof Outcome.Accepted accepted)) return;
    for (DeploymentEvent event : accepted.events()) {
      log.add(event);
      causes.add(moment.cause());
      state = DeploymentState.evolve(state, event, moment.cause());
    }
  }

  private Failure failure(FailureReason reason) {
    return new Failure(reason, "It went wrong.", Optional.of("boom"), now);
  }

  private UUID next() {
    return new UUID(7, ++counter);
  }

  private Moment moment(UUID cause) {
    now = now.plusSeconds(1);
    lastMoment =
        new Moment(now, cause, counter % 100 / 100.0, Samples.SETTINGS, SessionClusters.NONE);
    return lastMoment;
  }
}
