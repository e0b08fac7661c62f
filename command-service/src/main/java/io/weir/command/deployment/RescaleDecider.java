package io.weir.command.deployment;

import io.weir.command.deployment.CurrentJob.Phase;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.spec.FlinkLine;
import io.weir.events.spec.UpgradeStrategy;
import java.util.Map;
import java.util.Optional;

/** Can a running job take the new scale without being replaced, and what when it does not? */
final class RescaleDecider {
  private RescaleDecider() {}

  /** The scale that the wish adds to the running job, if that is all that it changes. */
  static Optional<JobSpec> inPlace(DeploymentState state, PlatformSettings settings) {
    Optional<CurrentJob> job = state.job().filter(j -> j.phase() == Phase.STARTED);
    // Other state cannot be given to a job that runs.
    if (state.wish().leavesStateBehind()) return Optional.empty();
    if (job.isEmpty() || job.get().scaling().failed() || !takesRequirements(job.get().spec()))
      return Optional.empty();
    // The TaskManagers of a session cluster are not the deployment's to add.
    if (job.get().placed().isPresent() || state.wish().spec().sessionClusterName().isPresent())
      return Optional.empty();
    JobSpec runs = job.get().spec();
    JobSpec wanted = JobSpecs.resolve(state, job.get().id(), settings);
    boolean onlyScale =
        runs.scaled(wanted.parallelism(), wanted.numberOfTaskManagers()).equals(wanted)
            && JobSpecs.target(state).equals(job.get().target());
    return onlyScale && !runs.equals(wanted) ? Optional.of(wanted) : Optional.empty();
  }

  /**
   * Only the adaptive scheduler does, in reactive mode as it likes; Flink 1.18 is the first whose
   * REST API takes them.
   */
  private static boolean takesRequirements(JobSpec spec) {
    Map<String, String> options = spec.flinkConfiguration();
    return options.getOrDefault("jobmanager.scheduler", "").equalsIgnoreCase("adaptive")
        && !options.getOrDefault("scheduler-mode", "").equalsIgnoreCase("reactive")
        && FlinkLine.parse(spec.flinkVersion()).filter(line -> line.atLeast(1, 18)).isPresent();
  }

  static void request(Plan plan, JobSpec wanted) {
    DeploymentState state = plan.state();
    plan.add(
        new RescaleRequested(
            state.identity().id(),
            state.transition().orElseThrow().id(),
            state.job().orElseThrow().id(),
            state.wish().generation(),
            wanted.parallelism(),
            wanted.numberOfTaskManagers(),
            plan.moment().now().plus(plan.moment().settings().deadlines().start())));
  }

  static void applied(Plan plan, RescaleRequested asked) {
    plan.add(
        new JobRescaled(
            asked.deploymentId(),
            asked.jobId(),
            asked.generation(),
            asked.parallelism(),
            asked.numberOfTaskManagers()));
    TransitionDecider.complete(plan, ActualState.RUNNING);
  }

  /** Nothing is lost yet: the job runs on, and is replaced as after any change of the template. */
  static void failed(Plan plan, RescaleRequested asked, Failure failure) {
    DeploymentState state = plan.state();
    boolean superseded = TransitionDecider.isSuperseded(state);
    UpgradeStrategy.Kind strategy = state.wish().replacement();
    boolean replaces = !superseded && strategy != UpgradeStrategy.Kind.NONE;
    plan.add(
        new JobRescaleFailed(
            asked.deploymentId(),
            asked.jobId(),
            failure,
            replaces ? Optional.of(strategy) : Optional.empty()));
    if (!replaces) TransitionDecider.fail(plan, failure);
    else if (strategy == UpgradeStrategy.Kind.STATEFUL)
      SavepointDecider.requestForStop(plan, 1, plan.moment().now());
    else StopDecider.cancel(plan);
  }
}
