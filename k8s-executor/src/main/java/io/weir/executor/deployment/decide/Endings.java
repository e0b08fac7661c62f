package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.spec.FlinkLine;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from the pods how a JobManager ended. */
final class Endings {
  /** Flink before 1.8 exits with 1444, of which a process can only tell the lowest byte. */
  private static final int CANCELED = 1444 & 0xFF;

  private Endings() {}

  /** The failure of a JobManager that nothing will start again, if it is so. */
  static Optional<Failure> ofJobManager(ClusterView view, Instant at) {
    ObjectView job = view.object(Part.JOB_MANAGER).orElse(null);
    if (job == null || (job.failed().isEmpty() && !job.complete())) return Optional.empty();
    String how = job.failed().orElse("its pod ended with exit code 0");
    return Optional.of(
        lastWords(view)
            .map(container -> explain(container, at))
            .orElseGet(
                () ->
                    Causes.plain(
                        FailureReason.JOB_MANAGER_EXITED, "The JobManager ended: " + how, at)));
  }

  /**
   * How the job ended, where its JobManager's exit code says it: the end of such a JobManager is no
   * failure.
   */
  static Optional<FinalStatus> ofJob(JobIntent job, ClusterView view) {
    ObjectView jobManager = view.object(Part.JOB_MANAGER).orElse(null);
    boolean told =
        FlinkLine.parse(job.spec().flinkVersion())
            .filter(FlinkLine::tellsCancellationByExitCode)
            .isPresent();
    if (!told || jobManager == null) return Optional.empty();
    if (jobManager.complete()) return Optional.of(FinalStatus.FINISHED);
    return lastWords(view)
        .flatMap(ContainerView::termination)
        .filter(end -> jobManager.failed().isPresent() && end.exitCode() == CANCELED)
        .map(end -> FinalStatus.CANCELED);
  }

  /**
   * The failure of a JobManager that is started again and again, when its last words say that it is
   * in vain.
   */
  static Optional<Failure> inVain(ClusterView view, Instant at) {
    return lastWords(view)
        .filter(container -> container.restarts() > 0)
        .map(container -> explain(container, at))
        .filter(
            failure ->
                failure.reason() == FailureReason.ENTRY_CLASS_NOT_LOADED
                    || failure.reason() == FailureReason.ARTIFACT_NOT_FETCHED);
  }

  /** The failure of a JobManager that was started so often, and ended with an error each time. */
  static Optional<Failure> afterRestarts(ClusterView view, int restarts, Instant at) {
    return lastWords(view)
        .filter(container -> container.restarts() >= restarts)
        .map(container -> explain(container, at));
  }

  /** A container that can never start because of what was asked. */
  static Optional<Failure> impossible(ClusterView view, Instant at) {
    return containers(view)
        .filter(
            each -> each.waiting().filter(w -> w.reason().equals("InvalidImageName")).isPresent())
        .findFirst()
        .map(
            each ->
                Causes.plain(
                    FailureReason.INVALID_MANIFEST,
                    "Container %s cannot start: %s".formatted(each.name(), each.waiting().get()),
                    at));
  }

  /** A quota that keeps pods from being made. */
  static Optional<Failure> quota(ClusterView view, Instant at) {
    return view.objects().stream()
        .flatMap(each -> each.quota().stream())
        .findFirst()
        .map(message -> Causes.plain(FailureReason.QUOTA_EXCEEDED, message, at));
  }

  private static Failure explain(ContainerView container, Instant at) {
    Termination end = container.termination().orElseThrow();
    String how =
        "container %s ended with exit code %d (%s)"
            .formatted(container.name(), end.exitCode(), end.reason());
    return container.init()
        ? new Failure(
            FailureReason.ARTIFACT_NOT_FETCHED,
            "The program could not be fetched: " + how,
            Causes.innermost(end.text()),
            at)
        : Causes.read(
            FailureReason.JOB_MANAGER_EXITED,
            "The JobManager ended: " + how,
            Optional.of(end.text()),
            at);
  }

  private static Optional<ContainerView> lastWords(ClusterView view) {
    return containers(view).filter(ContainerView::failedOnce).findFirst();
  }

  private static Stream<ContainerView> containers(ClusterView view) {
    return view.jobManagerPod().stream().flatMap(pod -> pod.containers().stream());
  }
}
