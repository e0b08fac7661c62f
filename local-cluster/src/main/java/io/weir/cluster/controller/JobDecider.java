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

  /** Conditions of a job whose end is decided while its pods may still run. */
  private static final String SUCCESS = "SuccessCriteriaMet";

  private static final String FAILURE = "FailureTarget";

  /**
   * @param create how many pods to create
   * @param delete the pods to delete
   * @param letGo the pods whose end is in the status: nothing holds them any more
   * @param withdraw the pods to delete though they did nothing wrong: they are not counted
   * @param expired whether the finished job itself is to go (ttlSecondsAfterFinished)
   * @param lookAgainIn when time alone changes the decision
   */
  record Decision(
      int create,
      List<Pod> delete,
      List<Pod> letGo,
      List<Pod> withdraw,
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
        ? decision(before, Optional.of(left))
        : new Decision(0, List.of(), held(), List.of(), true, before, Optional.empty());
  }

  private Decision unfinished() {
    Instant started = before.getStartTime() == null ? now : Instant.parse(before.getStartTime());
    JobTally tally = JobTally.of(spec, before, pods);
    Optional<JobCondition> verdict =
        condition(SUCCESS)
            .or(() -> condition(FAILURE))
            .or(() -> failure(tally.allFailedSoFar(), started));
    if (verdict.isPresent()) {
      return ending(verdict.get(), tally, started);
    }
    List<Pod> active = pods.stream().filter(PodState::active).toList();
    if (suspended()) {
      JobStatus status = status(0, 0, tally);
      status.setConditions(List.of(condition("Suspended", "JobSuspended", "Job suspended")));
      return new Decision(0, List.of(), tally.counted(), active, false, status, Optional.empty());
    }
    if (tally.allSucceeded() >= orOne(spec.getCompletions()) && active.isEmpty()) {
      JobCondition reached =
          condition(SUCCESS, "CompletionsReached", "Reached expected number of succeeded pods");
      return ending(reached, tally, started);
    }
    return running(active, tally, started);
  }

  /** How the job ends is decided: we wait until none of its pods runs and each is counted. */
  private Decision ending(JobCondition verdict, JobTally sofar, Instant started) {
    boolean failed = verdict.getType().equals(FAILURE);
    JobTally tally = failed ? sofar.allFailed() : sofar;
    List<Pod> active = pods.stream().filter(PodState::active).toList();
    JobStatus status = status(0, 0, tally);
    status.setTerminating(status.getTerminating() + active.size());
    status.setStartTime(text(started));
    status.setConditions(List.of(verdict));
    if (status.getTerminating() == 0 && tally.settled()) {
      JobCondition end =
          condition(failed ? "Failed" : "Complete", verdict.getReason(), verdict.getMessage());
      status.setConditions(List.of(verdict, end));
      status.setCompletionTime(failed ? null : end.getLastTransitionTime());
    }
    return new Decision(0, active, held(), List.of(), false, status, Optional.empty());
  }

  private Decision running(List<Pod> active, JobTally tally, Instant started) {
    int ready = (int) active.stream().filter(PodState::ready).count();
    JobStatus status = status(active.size(), ready, tally);
    status.setStartTime(text(started));
    int wanted =
        Math.min(orOne(spec.getParallelism()), orOne(spec.getCompletions()) - tally.allSucceeded());
    // A pod that is being deleted may still run beside its successor, unless the job forbids it.
    int ending = "Failed".equals(spec.getPodReplacementPolicy()) ? status.getTerminating() : 0;
    int missing = Math.max(0, wanted - active.size() - ending);
    Optional<Duration> deadline = deadlineIn(started);
    Duration backoff = JobBackoff.left(spec, pods, tally.allFailedSoFar(), now);
    if (missing > 0 && backoff.isPositive()) {
      return new Decision(
          0,
          List.of(),
          tally.counted(),
          List.of(),
          false,
          status,
          sooner(deadline, Optional.of(backoff)));
    }
    List<Pod> surplus =
        active.size() > wanted ? active.subList(Math.max(0, wanted), active.size()) : List.of();
    return new Decision(missing, List.of(), tally.counted(), surplus, false, status, deadline);
  }

  private Optional<JobCondition> failure(int failed, Instant started) {
    int limit = Optional.ofNullable(spec.getBackoffLimit()).orElse(DEFAULT_BACKOFF_LIMIT);
    boolean onFailure = "OnFailure".equals(spec.getTemplate().getSpec().getRestartPolicy());
    int restarts =
        onFailure ? pods.stream().filter(PodState::active).mapToInt(JobDecider::restarts).sum() : 0;
    if (failed > limit || (restarts > 0 && restarts >= limit)) {
      return Optional.of(
          condition(
              FAILURE, "BackoffLimitExceeded", "Job has reached the specified backoff limit"));
    }
    return deadlineIn(started)
        .filter(left -> !left.isPositive() && !suspended())
        .map(
            passed ->
                condition(
                    FAILURE, "DeadlineExceeded", "Job was active longer than specified deadline"));
  }

  private Optional<Duration> deadlineIn(Instant started) {
    return Optional.ofNullable(spec.getActiveDeadlineSeconds())
        .map(seconds -> Duration.between(now, started.plusSeconds(seconds)));
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
    return decision(status, Optional.empty());
  }

  /** Nothing is left to count. */
  private Decision decision(JobStatus status, Optional<Duration> lookAgainIn) {
    return new Decision(0, List.of(), held(), List.of(), false, status, lookAgainIn);
  }

  private List<Pod> held() {
    return pods.stream().filter(JobTally::isTracked).toList();
  }

  private boolean suspended() {
    return Boolean.TRUE.equals(spec.getSuspend());
  }

  private JobStatus status(int active, int ready, JobTally tally) {
    long terminating =
        pods.stream().filter(PodState::deleting).filter(pod -> !PodState.finished(pod)).count();
    return new JobStatusBuilder()
        .withActive(active == 0 ? null : active)
        .withReady(ready)
        .withTerminating((int) terminating)
        .withSucceeded(tally.succeeded() == 0 ? null : tally.succeeded())
        .withFailed(tally.failed() == 0 ? null : tally.failed())
        .withUncountedTerminatedPods(tally.noted())
        .build();
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
