package io.weir.command.preview;

import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.Cause;
import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.Timings;
import io.weir.command.preview.Effect.Expected;
import io.weir.command.preview.Effect.Measure;
import io.weir.command.preview.Effect.PendingSavepoint;
import io.weir.command.preview.Effect.Rescale;
import io.weir.command.preview.Effect.StateLoss;
import io.weir.command.preview.Effect.Stop;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.SpecChange;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What do the decided events, and those that follow when all goes well, mean for the job? */
public final class Effects {
  private Effects() {}

  /**
   * Reads the effect off the events.
   *
   * @param before the state that was decided on; null when the deployment is only being made
   * @param decided the events of the accepted decision
   */
  public static Effect of(DeploymentState before, List<DeploymentEvent> decided, Moment moment) {
    DeploymentState after = fold(before, decided, moment);
    List<DeploymentEvent> foreseen = Foresight.of(after, moment);
    List<DeploymentEvent> all = new ArrayList<>(decided);
    all.addAll(foreseen);
    int from = beginning(before, decided, all);
    Optional<DesiredState> waits =
        from >= decided.size() && from < all.size()
            ? before.transition().map(t -> t.target())
            : Optional.empty();
    DeploymentState start = fold(before, all.subList(0, from), moment);
    DeploymentState end = fold(start, all.subList(from, all.size()), moment);
    Path path = Path.of(start, all.subList(from, all.size()));
    Effect plain =
        new Effect(
            "",
            waits,
            end.actual(),
            path.ran && path.request.isPresent(),
            path.stop,
            path.rescale.map(e -> new Rescale(e.parallelism(), e.numberOfTaskManagers())),
            path.request.map(request -> restore(request.restore())),
            loss(path, start, end),
            expected(path, end.history().timings()),
            path.stop == Stop.NONE ? List.of() : pending(start, moment.now()));
    return EffectWords.added(plain, decided, path.stopsWhatStarts(), newest(end));
  }

  /** The index of the first event that moves something on account of this command. */
  private static int beginning(
      DeploymentState before, List<DeploymentEvent> decided, List<DeploymentEvent> all) {
    int now = firstMove(all, 0, decided.size());
    if (now < decided.size()) return now;
    boolean pending = before != null && before.transition().isPresent();
    return pending && decided.stream().anyMatch(Effects::mayMove)
        ? firstMove(all, decided.size(), all.size())
        : all.size();
  }

  private static int firstMove(List<DeploymentEvent> all, int from, int to) {
    for (int i = from; i < to; i++)
      if (all.get(i) instanceof TransitionStarted || all.get(i) instanceof TransitionRedirected)
        return i;
    return to;
  }

  private static boolean mayMove(DeploymentEvent event) {
    return event instanceof DeploymentDeleted
        || event instanceof DeploymentSpecRevised revised
            && (revised.changes().contains(SpecChange.WISH)
                || revised.changes().contains(SpecChange.TEMPLATE));
  }

  /** What stops and what starts on the way. */
  private record Path(
      boolean ran,
      boolean starting,
      Stop stop,
      Optional<RescaleRequested> rescale,
      Optional<JobRequested> request,
      boolean hadState) {
    static Path of(DeploymentState start, List<DeploymentEvent> events) {
      Optional<CurrentJob.Phase> phase =
          start == null ? Optional.empty() : start.job().map(CurrentJob::phase);
      Stop stop = Stop.NONE;
      Optional<RescaleRequested> rescale = Optional.empty();
      Optional<JobRequested> request = Optional.empty();
      for (DeploymentEvent event : events) {
        if (event instanceof JobStopRequested asked && request.isEmpty())
          stop = asked.mode() == StopMode.CANCEL ? Stop.CANCEL : Stop.SAVEPOINT;
        if (event instanceof RescaleRequested asked) rescale = Optional.of(asked);
        if (event instanceof JobRequested asked) request = Optional.of(asked);
      }
      return new Path(
          phase.filter(p -> p == CurrentJob.Phase.STARTED).isPresent(),
          phase.filter(p -> p.compareTo(CurrentJob.Phase.STARTED) < 0).isPresent(),
          stop,
          rescale,
          request,
          start != null && start.history().everStarted());
    }

    boolean stopsWhatStarts() {
      return starting && stop == Stop.CANCEL;
    }
  }

  private static Effect.Restore restore(RestoreDecision decision) {
    boolean unwritten =
        decision.chosen().filter(p -> p.location().equals(Foresight.NOT_WRITTEN_YET)).isPresent();
    return unwritten
        ? new Effect.Restore(
            Optional.empty(), "The job restores from the savepoint that is taken first.")
        : new Effect.Restore(Optional.of(decision), decision.explanation());
  }

  private static StateLoss loss(Path path, DeploymentState start, DeploymentState end) {
    if (path.request.isPresent()) {
      RestoreDecision restore = path.request.get().restore();
      if (restore.chosen().isPresent())
        return (path.ran && path.stop == Stop.CANCEL) || passesOver(start, restore)
            ? StateLoss.SINCE_RESTORE_POINT
            : StateLoss.NOTHING;
      boolean nothingToLose =
          restore.rule() == RestoreRule.FIRST_START
              || restore.rule() == RestoreRule.NO_STATE_YET
              || !path.hadState;
      return nothingToLose ? StateLoss.NOTHING : StateLoss.EVERYTHING;
    }
    if (!path.ran || path.stop != Stop.CANCEL) return StateLoss.NOTHING;
    return newest(end).isPresent() ? StateLoss.SINCE_RESTORE_POINT : StateLoss.EVERYTHING;
  }

  /** Whether a rollback takes older state than there is. */
  private static boolean passesOver(DeploymentState start, RestoreDecision restore) {
    return restore.rule() == RestoreRule.OF_JOB
        && newest(start)
            .flatMap(CataloguedSavepoint::completedAt)
            .filter(at -> at.isAfter(restore.chosen().orElseThrow().takenAt()))
            .isPresent();
  }

  private static Optional<CataloguedSavepoint> newest(DeploymentState state) {
    return state.catalogue().savepoints().reversed().stream()
        .filter(s -> s.phase() == CataloguedSavepoint.Phase.COMPLETED)
        .findFirst();
  }

  private static Optional<Expected> expected(Path path, Timings timings) {
    if (path.request.isEmpty()) return Optional.empty();
    // The play itself takes no time and must not be counted among the measurements.
    boolean replaces = path.ran;
    return Optional.of(
        expected(
            replaces ? Measure.DOWNTIME : Measure.TIME_TO_RUNNING,
            replaces ? timings.outages() : timings.starts()));
  }

  private static Expected expected(Measure what, List<Duration> past) {
    List<Duration> measured = past.stream().filter(d -> !d.isZero()).sorted().toList();
    return new Expected(
        what,
        measured.size(),
        measured.isEmpty()
            ? Optional.empty()
            : Optional.of(measured.get((measured.size() - 1) / 2)),
        measured.stream().findFirst(),
        measured.reversed().stream().findFirst());
  }

  private static List<PendingSavepoint> pending(DeploymentState start, Instant now) {
    Expected usual = expected(Measure.SAVEPOINT, start.history().timings().savepoints());
    return start.job().stream()
        .flatMap(job -> start.catalogue().openBesideTransitions(job.id()).stream())
        .map(
            s ->
                new PendingSavepoint(
                    s.id(),
                    s.createdAt(),
                    Duration.between(s.createdAt(), now).truncatedTo(ChronoUnit.SECONDS),
                    usual))
        .toList();
  }

  private static DeploymentState fold(
      DeploymentState state, List<DeploymentEvent> events, Moment moment) {
    DeploymentState now = state;
    for (DeploymentEvent event : events)
      now = DeploymentState.evolve(now, event, new Cause(moment.now(), moment.causeId()));
    return now;
  }
}
