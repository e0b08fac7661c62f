package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.command.preview.Effect;
import io.weir.command.preview.Effects;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobEnded;
import io.weir.events.report.JobRunning;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.report.SavepointUnsuccessful;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.StartFailed;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One deployment's story, told by commands and reports; time moves a second with each. */
final class Story {
  static final UUID ID = new UUID(0, 1);

  private final List<DeploymentEvent> log = new ArrayList<>();
  private final List<Cause> happenedBy = new ArrayList<>();
  private final PlatformSettings settings;
  private SessionClusters sessionClusters = SessionClusters.NONE;
  private DeploymentState state;
  private Instant now = Instant.parse("2026-11-21T05:00:00Z");
  private long causes;
  private UUID cause = new UUID(7, 0);
  private Outcome last;
  private int before;

  private Story(PlatformSettings settings) {
    this.settings = settings;
  }

  static Story of(UnaryOperator<DeploymentSpec> spec) {
    return new Story(Samples.SETTINGS).register(spec.apply(Samples.SPEC));
  }

  static Story withoutStorage(UnaryOperator<DeploymentSpec> spec) {
    return new Story(Samples.WITHOUT_STORAGE).register(spec.apply(Samples.SPEC));
  }

  /** A deployment whose first job runs. */
  static Story running() {
    return of(Samples.state(DesiredState.RUNNING)).comesUp();
  }

  Story register(DeploymentSpec spec) {
    return apply(
        EditDecider.decide(
            new RegisterDeployment(
                ID, "default", "orders", Optional.empty(), Map.of(), Map.of(), spec, target(spec)),
            moment()));
  }

  Story edit(UnaryOperator<DeploymentSpec> change) {
    return edit(change, false, false);
  }

  /** A deployment that runs on what the session cluster offers. */
  static Story onSession(SessionClusters.Offer offer, UnaryOperator<DeploymentSpec> spec) {
    return new Story(Samples.SETTINGS)
        .offered(Optional.of(offer))
        .register(spec.apply(Samples.onSession(Samples.SPEC)));
  }

  /** What the session cluster is from now on; empty: it is not there. */
  Story offered(Optional<SessionClusters.Offer> offer) {
    sessionClusters =
        (namespace, name) -> offer.filter(known -> known.session().name().equals(name));
    return this;
  }

  private static Optional<JobTarget> target(DeploymentSpec spec) {
    return spec.sessionClusterName().isPresent() ? Optional.empty() : Samples.TARGET;
  }

  Story edit(UnaryOperator<DeploymentSpec> change, boolean confirmed, boolean retry) {
    return apply(
        EditDecider.decide(
            state,
            new ReviseDeployment(
                ID,
                state.identity().displayName(),
                state.identity().labels(),
                state.identity().annotations(),
                change.apply(state.wish().spec()),
                target(change.apply(state.wish().spec())),
                confirmed,
                retry),
            moment()));
  }

  Story wish(DesiredState wanted) {
    return edit(Samples.state(wanted));
  }

  Story savepoint(long id) {
    return apply(
        SavepointDecider.decide(state, new TriggerSavepoint(ID, new UUID(9, id)), moment()));
  }

  Story copy(long id, String location) {
    return apply(
        CopyDecider.decide(
            state,
            new CopySavepoint(
                ID,
                new UUID(9, id),
                location,
                Optional.empty(),
                Optional.empty(),
                DataStanding.unheardOf(location)),
            moment()));
  }

  Story restart(boolean confirmed) {
    return apply(RestartDecider.decide(state, new RestartDeployment(ID, confirmed), moment()));
  }

  Story rollBack(UUID job, RollbackRestore restore) {
    RanJob.Search search = new RanJob.Search(job);
    DeploymentState then = null;
    for (int i = 0; i < log.size(); i++) {
      then = DeploymentState.evolve(then, log.get(i), happenedBy.get(i));
      search.saw(log.get(i), then);
    }
    return apply(
        DeploymentDecider.decide(
            state, new RollBackDeployment(ID, job, restore, search.found()), moment()));
  }

  /** The jobs so far, oldest first. */
  List<UUID> jobs() {
    return log.stream()
        .filter(JobRequested.class::isInstance)
        .map(e -> ((JobRequested) e).jobId())
        .toList();
  }

  /** The same story up to here, to be told to another end. */
  Story copy() {
    Story other = new Story(settings);
    other.log.addAll(log);
    other.happenedBy.addAll(happenedBy);
    other.state = state;
    other.now = now;
    other.causes = causes;
    other.sessionClusters = sessionClusters;
    other.before = log.size();
    return other;
  }

  Story delete() {
    return apply(EditDecider.decide(state, new DeleteDeployment(ID), moment()));
  }

  Story disposes(UUID savepoint, boolean force, DataStanding data) {
    return disposes(savepoint, force, Optional.empty(), data);
  }

  /** Deletes a savepoint whose data a job of Weir wrote, and to which nobody else refers. */
  Story disposes(UUID savepoint, boolean force) {
    return disposes(savepoint, force, Optional.empty(), ownData(savepoint));
  }

  /** The retention deletes such a savepoint: it saw the deployment deleted since then. */
  Story expires(UUID savepoint, Instant deletedAt) {
    return disposes(savepoint, true, Optional.of(deletedAt), ownData(savepoint));
  }

  private DataStanding ownData(UUID savepoint) {
    String location =
        state.catalogue().find(savepoint).flatMap(CataloguedSavepoint::location).orElse("none");
    return new DataStanding(
        location, true, false, List.of(new DataStanding.Reference(ID, savepoint)));
  }

  private Story disposes(
      UUID savepoint, boolean force, Optional<Instant> expired, DataStanding data) {
    return apply(
        DeploymentDecider.decide(
            state,
            new DeleteSavepoint(ID, savepoint, force, expired, Optional.of(data)),
            moment()));
  }

  Story pins(UUID savepoint) {
    return apply(
        DeploymentDecider.decide(
            state, new PinSavepoint(ID, savepoint, Optional.of("before the migration")), moment()));
  }

  Story unpins(UUID savepoint) {
    return apply(DeploymentDecider.decide(state, new UnpinSavepoint(ID, savepoint), moment()));
  }

  Story looksAtTheSchedule() {
    return apply(DeploymentDecider.decide(state, new TakeScheduledSavepoint(ID), moment()));
  }

  Story undelete() {
    return apply(UndeleteDecider.decide(state, new UndeleteDeployment(ID), moment()));
  }

  Story report(DeploymentReport report) {
    return apply(ReportDecider.decide(state, report, moment()));
  }

  Story reportAs(UUID reportId, DeploymentReport report) {
    cause = reportId;
    return apply(
        ReportDecider.decide(
            state, report, new Moment(tick(), cause, 0, settings, sessionClusters)));
  }

  Story comesUp() {
    return report(new ClusterApplied(ID, job()))
        .report(new ClusterReady(ID, job()))
        .report(new JobAppeared(ID, job()))
        .report(new JobRunning(ID, job(), Optional.empty()));
  }

  Story fails(FailureReason reason) {
    return report(new StartFailed(ID, job(), failure(reason)));
  }

  Story gone() {
    return report(new ClusterGone(ID, job(), Optional.empty()));
  }

  Story ends(FinalStatus status) {
    return report(new JobEnded(ID, job(), status, Optional.empty(), Optional.empty()));
  }

  Story dies(String rootCause) {
    return report(
        new JobEnded(
            ID,
            job(),
            FinalStatus.FAILED,
            Optional.of(
                new Failure(FailureReason.JOB_FAILED, "It died.", Optional.of(rootCause), now)),
            Optional.of(new RetainedCheckpoint("file:///chk/" + causes, now))));
  }

  Story cancelledAndGone() {
    return ends(FinalStatus.CANCELED).gone();
  }

  Story written() {
    return report(
        new SavepointWritten(ID, job(), openSavepoint(), "file:///sp/x", Optional.of(7L)));
  }

  Story unsuccessful(FailureReason reason) {
    return report(new SavepointUnsuccessful(ID, job(), openSavepoint(), failure(reason)));
  }

  Failure failure(FailureReason reason) {
    return new Failure(reason, "It went wrong.", Optional.empty(), now);
  }

  UUID job() {
    return state.job().orElseThrow().id();
  }

  UUID openSavepoint() {
    return state.catalogue().openOf(job()).getLast().id();
  }

  Story happened(String... events) {
    assertThat(last).isInstanceOf(Outcome.Accepted.class);
    assertThat(log.subList(before, log.size()).stream().map(e -> e.getClass().getSimpleName()))
        .containsExactly(events);
    return this;
  }

  Story refused(RefusalCode code) {
    assertThat(last)
        .isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r.code()).isEqualTo(code));
    return this;
  }

  Story unchanged(Skip why) {
    assertThat(last).isEqualTo(new Outcome.Unchanged(why));
    return this;
  }

  /** What a preview of the last command would have said. */
  Effect effect() {
    assertThat(last).isInstanceOf(Outcome.Accepted.class);
    DeploymentState decidedOn = null;
    for (int i = 0; i < before; i++)
      decidedOn = DeploymentState.evolve(decidedOn, log.get(i), happenedBy.get(i));
    return Effects.of(
        decidedOn,
        ((Outcome.Accepted) last).events(),
        new Moment(now, cause, 0, settings, sessionClusters));
  }

  Story is(ActualState actual) {
    assertThat(state.actual()).isEqualTo(actual);
    return this;
  }

  <E> E newest(Class<E> type) {
    return log.reversed().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  JobRequested requestedJob() {
    return newest(JobRequested.class);
  }

  SavepointRequested requestedSavepoint() {
    return newest(SavepointRequested.class);
  }

  DeploymentState state() {
    return state;
  }

  List<DeploymentEvent> log() {
    return log;
  }

  Instant now() {
    return now;
  }

  SessionClusters sessionClusters() {
    return sessionClusters;
  }

  PlatformSettings settings() {
    return settings;
  }

  Story later(Duration by) {
    now = now.plus(by);
    return this;
  }

  Outcome last() {
    return last;
  }

  private Moment moment() {
    cause = new UUID(7, ++causes);
    return new Moment(tick(), cause, 0, settings, sessionClusters);
  }

  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  private Story apply(Outcome outcome) {
    last = outcome;
    before = log.size();
    if (outcome instanceof Outcome.Accepted accepted)
      for (DeploymentEvent event : accepted.events()) {
        log.add(event);
        happenedBy.add(new Cause(now, cause));
        state = DeploymentState.evolve(state, event, new Cause(now, cause));
      }
    return this;
  }
}
