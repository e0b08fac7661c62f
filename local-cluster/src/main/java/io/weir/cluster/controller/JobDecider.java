package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a job needs next. Pure. */
final class JobDecider {
  private static final int DEFAULT_BACKOFF_LIMIT = 6;
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;

  /**
   * @param create how many pods to create
   * @param delete the pods to delete
   * @param expired whether the finished job itself is to go (ttlSecondsAfterFinished)
   * @param lookAgainIn when time alone changes the decision
   */
  record Decision(
      int create,
      List<Pod> delete,
      boolean expired,
      JobStatus status,
      Optional<Duration> lookAgainIn) {}

  private final JobSpec spec;
  private final JobStatus before;
  private final List<Pod> pods;
  private final Instant now;

  private JobDecider(Job job, List<Pod> pods, Instant now) {

    this.spec = job.getSpec();
    this.before = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
    this.pods = pods;
    this.now = now;
  }

  /**
   * @param pods all pods that the job controls
   */
  static Decision decide(Job job, List<Pod> pods, Instant now) {
    JobDecider decider = new JobDecider(job, pods, now);
    if (job.getMetadata().getDeletionTimestamp() != null) {
      return decider.rest(decider.before);
    }
    Optional<JobCondition> end =
        decider.condition("Complete").or(() -> decider.condition("Failed"));
    if (end.isPresent()) {
      return decider.finished(end.get());
    }
    return decider.unfinished();
  }

  /** The job has ended: we wait for its time to live, if it has one. */
  private Decision finished(JobCondition end) {
    Integer ttl = spec.getTtlSecondsAfterFinished();
    if (ttl == null) {
      return rest(before);
    }
    Duration left =
        Duration.between(now, Instant.parse(end.getLastTransitionTime()).plusSeconds(ttl));
    return left.isPositive()
        ? new Decision(0, List.of(), false, before, Optional.of(left))
        : new Decision(0, List.of(), true, before, Optional.empty());
  }

  private Decision unfinished() {
    boolean suspended = Boolean.TRUE.equals(spec.getSuspend());
    List<Pod> active = pods.stream().filter(PodState::active).toList();
    int succeeded = Math.max(count("Succeeded"), orZero(before.getSucceeded()));
    // A failed pod that someone deleted has failed all the same.
    int failed = Math.max(count("Failed"), orZero(before.getFailed()));
    Instant started = before.getStartTime() == null ? now : Instant.parse(before.getStartTime());

    if (suspended) {
      JobStatus status = status(0, 0, succeeded, failed);
      status.setStartTime(null);
      status.setConditions(List.of(condition("Suspended", "JobSuspended", "Job suspended")));
      return new Decision(0, active, false, status, Optional.empty());
    }
    if (succeeded >= orOne(spec.getCompletions())) {
      JobStatus status = status(0, 0, succeeded, failed);
      status.setStartTime(text(started));
      status.setCompletionTime(text(now));
      status.setConditions(
          List.of(
              condition(
                  "SuccessCriteriaMet",
                  "CompletionsReached",
                  "Reached expected number of succeeded pods"),
              condition(
                  "Complete", "CompletionsReached", "Reached expected number of succeeded pods")));
      return new Decision(0, active, false, status, Optional.empty());
    }
    Optional<JobCondition> failure = failure(failed, started);
    if (failure.isPresent()) {
      JobStatus status = status(0, 0, succeeded, failed + active.size());
      status.setStartTime(text(started));
      JobCondition why = failure.get();
      status.setConditions(
          List.of(condition("FailureTarget", why.getReason(), why.getMessage()), why));
      return new Decision(0, active, false, status, Optional.empty());
    }
    return running(active, succeeded, failed, started);
  }

  private Decision running(List<Pod> active, int succeeded, int failed, Instant started) {
    int ready = (int) active.stream().filter(PodState::ready).count();
    JobStatus status = status(active.size(), ready, succeeded, failed);
    status.setStartTime(text(started));
    int wanted = Math.min(orOne(spec.getParallelism()), orOne(spec.getCompletions()) - succeeded);
    // A pod that is being deleted still runs: its successor waits for its end.
    long ending =
        pods.stream().filter(PodState::deleting).filter(pod -> !PodState.finished(pod)).count();
    int missing = (int) Math.max(0, wanted - active.size() - ending);
    Optional<Duration> deadline = deadlineIn(started);
    Duration backoff = backoffLeft(failed);
    if (missing > 0 && backoff.isPositive()) {
      return new Decision(0, List.of(), false, status, sooner(deadline, Optional.of(backoff)));
    }
    List<Pod> surplus =
        active.size() > wanted ? active.subList(Math.max(0, wanted), active.size()) : List.of();
    return new Decision(missing, surplus, false, status, deadline);
  }

  private Optional<JobCondition> failure(int failed, Instant started) {
    int limit = Optional.ofNullable(spec.getBackoffLimit()).orElse(DEFAULT_BACKOFF_LIMIT);
    boolean onFailure = "OnFailure".equals(spec.getTemplate().getSpec().getRestartPolicy());
    int restarts =
        onFailure ? pods.stream().filter(PodState::active).mapToInt(JobDecider::restarts).sum() : 0;
    if (failed > limit || (onFailure && restarts > 0 && restarts > limit)) {
      return Optional.of(
          condition(
              "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit"));
    }
    return deadlineIn(started)
        .filter(left -> !left.isPositive())
        .map(
            passed ->
                condition(
                    "Failed", "DeadlineExceeded", "Job was active longer than specified deadline"));
  }

  private Optional<Duration> deadlineIn(Instant started) {
    return Optional.ofNullable(spec.getActiveDeadlineSeconds())
        .map(seconds -> Duration.between(now, started.plusSeconds(seconds)));
  }

  /** How long to wait before the next pod: 10 s after the first failure, then doubling. */
  private Duration backoffLeft(int failed) {
    Optional<Instant> last =
        pods.stream()
            .filter(pod -> PodState.phaseIs(pod, "Failed"))
            .flatMap(pod -> end(pod).stream())
            .max(Comparator.naturalOrder());
    if (failed == 0 || last.isEmpty()) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST_BACKOFF.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
    return Duration.between(now, last.get().plus(wait));
  }

  private static Optional<Instant> end(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getTerminated() != null)
        .map(state -> Instant.parse(state.getTerminated().getFinishedAt()))
        .max(Comparator.naturalOrder());
  }

  private static int restarts(Pod pod) {
    if (pod.getStatus() == null) {
      return 0;
    }
    List<ContainerStatus> all = new ArrayList<>(pod.getStatus().getInitContainerStatuses());
    all.addAll(pod.getStatus().getContainerStatuses());
    return all.stream().mapToInt(status -> orZero(status.getRestartCount())).sum();
  }

  private Decision rest(JobStatus status) {
    return new Decision(0, List.of(), false, status, Optional.empty());
  }

  private JobStatus status(int active, int ready, int succeeded, int failed) {
    return new JobStatusBuilder()
        .withActive(active == 0 ? null : active)
        .withReady(ready)
        .withTerminating(0)
        .withSucceeded(succeeded == 0 ? null : succeeded)
        .withFailed(failed == 0 ? null : failed)
        .build();
  }

  private int count(String phase) {
    return (int) pods.stream().filter(pod -> PodState.phaseIs(pod, phase)).count();
  }

  private Optional<JobCondition> condition(String type) {
    return before.getConditions().stream()
        .filter(one -> one.getType().equals(type) && "True".equals(one.getStatus()))
        .findFirst();
  }

  private JobCondition condition(String type, String reason, String message) {
    String time = condition(type).map(JobCondition::getLastTransitionTime).orElse(text(now));
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(time)
        .withLastProbeTime(time)
        .build();
  }

  private static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }

  private static int orOne(Integer value) {
    return value == null ? 1 : value;
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
