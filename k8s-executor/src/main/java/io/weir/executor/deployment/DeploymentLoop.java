package io.weir.executor.deployment;

import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.RefusedException;
import io.weir.executor.deployment.decide.Decision;
import io.weir.executor.deployment.decide.DeploymentReconciler;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Observation;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.observe.Observer;
import io.weir.executor.deployment.observe.SessionJobObserver;
import io.weir.executor.flink.StateRemoval;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** One pass over one deployment: observe, decide, act and report, say when to look again. */
public final class DeploymentLoop {
  private final Function<UUID, Optional<Desired>> desires;
  private final Observer observer;
  private final SessionJobObserver sessionJobs;
  private final Actor actor;
  private final Pace pace;
  private final DisposalPass disposals;
  private final BiConsumer<Desired, Decision> told;

  /** The last refusal, and the log's position when it came: the next event makes it void. */
  private final Map<UUID, Refusal> refusals = new ConcurrentHashMap<>();

  /** The job of the last pass, to forget it once the log has done with it. */
  private final Map<UUID, UUID> lastJob = new ConcurrentHashMap<>();

  private record Refusal(long sequence, WriteFailure failure) {}

  /**
   * Works on what is wanted.
   *
   * @param desires what is wanted of a deployment now; empty: nothing may be done about it
   * @param told is told every decision before it is carried out
   */
  public DeploymentLoop(
      Function<UUID, Optional<Desired>> desires,
      Observer observer,
      SessionJobObserver sessionJobs,
      Actor actor,
      StateRemoval removal,
      Pace pace,
      InstantSource clock,
      BiConsumer<Desired, Decision> told) {
    this.desires = desires;
    this.observer = observer;
    this.sessionJobs = sessionJobs;
    this.actor = actor;
    this.pace = pace;
    this.disposals = new DisposalPass(removal, actor, pace, clock, told);
    this.told = told;
  }

  /**
   * Makes one pass.
   *
   * @return when to look again; empty: when something wakes
   * @throws RuntimeException when the outcome of an action is open: look again after a back-off
   */
  public Optional<Duration> pass(UUID deploymentId) {
    Optional<Desired> wanted = desires.apply(deploymentId);
    Optional<JobIntent> current = wanted.flatMap(Desired::current);
    forgetLast(deploymentId, current);
    Optional<Duration> disposal = wanted.flatMap(disposals::pass);
    if (current.isEmpty()) return disposal;
    Optional<Duration> next = pass(wanted.get(), current.get());
    return Stream.of(disposal, next).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private Optional<Duration> pass(Desired desired, JobIntent job) {
    Optional<WriteFailure> refusal = refusal(desired);

    Observation seen = look(job, false, refusal);
    Decision decision = DeploymentReconciler.decide(job, seen, pace);
    if (decision.wantsLiveLook()) {
      seen = look(job, true, refusal);
      decision = DeploymentReconciler.decide(job, seen, pace);
    }
    told.accept(desired, decision);
    try {
      actor.carryOut(decision, seen.at(), desired.sequence());
    } catch (RefusedException e) {
      refusals.put(desired.deploymentId(), new Refusal(desired.sequence(), e.failure()));
      throw e;
    }
    return decision.lookAgainIn();
  }

  private Observation look(JobIntent job, boolean live, Optional<WriteFailure> refusal) {
    return job.session().isPresent()
        ? sessionJobs.look(job, refusal)
        : observer.look(job, live, refusal);
  }

  private Optional<WriteFailure> refusal(Desired desired) {
    return Optional.ofNullable(refusals.get(desired.deploymentId()))
        .filter(refusal -> refusal.sequence() == desired.sequence())
        .map(Refusal::failure);
  }

  private void forgetLast(UUID deploymentId, Optional<JobIntent> current) {
    UUID now = current.map(JobIntent::jobId).orElse(null);
    UUID before = now == null ? lastJob.remove(deploymentId) : lastJob.put(deploymentId, now);
    if (before == null || before.equals(now)) return;
    observer.forget(before);
    sessionJobs.forget(before);
    refusals.remove(deploymentId);
  }
}
