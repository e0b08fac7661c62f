package io.weir.executor.testing;

import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointFormat;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.StopMode;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Intents with meaningful defaults. */
public final class Intents {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  public static final UUID DEPLOYMENT = UUID.fromString("0193a000-0000-7000-8000-000000000001");
  public static final UUID JOB = UUID.fromString("0193a000-0000-7000-8000-0000000000aa");
  public static final UUID TRANSITION = UUID.fromString("0193a000-0000-7000-8000-0000000000bb");
  public static final UUID SAVEPOINT = UUID.fromString("0193a000-0000-7000-8000-0000000000cc");
  public static final UUID TRIGGER = UUID.fromString("0193a000-0000-7000-8000-0000000000dd");

  private Intents() {}

  public static Artifact anArtifact() {
    return new Artifact(
        Artifact.Kind.JAR,
        Optional.of("file:///opt/jobs/words.jar"),
        Optional.of("com.example.Words"),
        Optional.of("--rate 20 --name 'two words'"),
        List.of(),
        Optional.empty(),
        Optional.of("2.3"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static JobSpec aSpec() {
    return new JobSpec(
        anArtifact(),
        List.of("--rate", "20", "--name", "two words"),
        "flink:2.3.0",
        "2.3",
        2,
        1,
        2,
        Map.of(
            "jobmanager", new ResourceSpec(new BigDecimal("0.5"), "1g"),
            "taskmanager", new ResourceSpec(BigDecimal.ONE, "1.5G")),
        Map.of("execution.checkpointing.interval", "10s"),
        Map.of(),
        new Logging(
            Optional.empty(), Map.of("", "INFO", "org.apache.flink", "WARN"), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  public static JobSpec withConfiguration(JobSpec spec, Map<String, String> options) {
    return new JobSpec(
        spec.artifact(),
        spec.arguments(),
        spec.image(),
        spec.flinkVersion(),
        spec.parallelism(),
        spec.numberOfTaskManagers(),
        spec.slotsPerTaskManager(),
        spec.resources(),
        options,
        spec.userFlinkConfiguration(),
        spec.logging(),
        spec.logConfiguration(),
        spec.kubernetes(),
        spec.encrypted());
  }

  public static JobSpec withArtifact(JobSpec spec, Artifact artifact) {
    return new JobSpec(
        artifact,
        artifact.mainArgs().isPresent() ? spec.arguments() : List.of(),
        spec.image(),
        spec.flinkVersion(),
        spec.parallelism(),
        spec.numberOfTaskManagers(),
        spec.slotsPerTaskManager(),
        spec.resources(),
        spec.flinkConfiguration(),
        spec.userFlinkConfiguration(),
        spec.logging(),
        spec.logConfiguration(),
        spec.kubernetes(),
        spec.encrypted());
  }

  /** Another line of Flink, and the log configuration that a template gave. */
  public static JobSpec withVersion(JobSpec spec, String version, Optional<String> log) {
    return new JobSpec(
        spec.artifact(),
        spec.arguments(),
        "flink:" + version,
        version,
        spec.parallelism(),
        spec.numberOfTaskManagers(),
        spec.slotsPerTaskManager(),
        spec.resources(),
        spec.flinkConfiguration(),
        spec.userFlinkConfiguration(),
        spec.logging(),
        log,
        spec.kubernetes(),
        spec.encrypted());
  }

  /** With keys of its own. */
  public static JobSpec encrypted(JobSpec spec) {
    return new JobSpec(
        spec.artifact(),
        spec.arguments(),
        spec.image(),
        spec.flinkVersion(),
        spec.parallelism(),
        spec.numberOfTaskManagers(),
        spec.slotsPerTaskManager(),
        spec.resources(),
        spec.flinkConfiguration(),
        spec.userFlinkConfiguration(),
        spec.logging(),
        spec.logConfiguration(),
        spec.kubernetes(),
        true);
  }

  public static JobSpec withKubernetes(JobSpec spec, KubernetesOptions options) {
    return new JobSpec(
        spec.artifact(),
        spec.arguments(),
        spec.image(),
        spec.flinkVersion(),
        spec.parallelism(),
        spec.numberOfTaskManagers(),
        spec.slotsPerTaskManager(),
        spec.resources(),
        spec.flinkConfiguration(),
        spec.userFlinkConfiguration(),
        spec.logging(),
        spec.logConfiguration(),
        Optional.of(options),
        spec.encrypted());
  }

  public static RestoreDecision emptyState() {
    return new RestoreDecision(
        Optional.empty(), RestoreRule.FIRST_START, List.of(), false, "Empty.");
  }

  /** From noon on, within five minutes. */
  public static JobRequested aJob() {
    return aJob(JOB, NOON, UnaryOperator.identity(), emptyState());
  }

  public static JobRequested aJob(
      UUID jobId, Instant from, UnaryOperator<JobSpec> spec, RestoreDecision restore) {
    return aJob(DEPLOYMENT, jobId, from, spec, restore);
  }

  public static JobRequested aJob(
      UUID deployment,
      UUID jobId,
      Instant from,
      UnaryOperator<JobSpec> spec,
      RestoreDecision restore) {
    return new JobRequested(
        deployment,
        TRANSITION,
        jobId,
        "job-" + jobId,
        1,
        new JobTarget("default", "default"),
        Optional.empty(),
        spec.apply(aSpec()),
        restore,
        1,
        4,
        from,
        from.plus(Duration.ofMinutes(5)));
  }

  public static SavepointRequested aSavepoint(SavepointEffect effect) {
    return aSavepoint(DEPLOYMENT, JOB, SAVEPOINT, "file:///state/savepoint", effect, NOON);
  }

  public static SavepointRequested aSavepoint(
      UUID deployment,
      UUID job,
      UUID savepoint,
      String directory,
      SavepointEffect effect,
      Instant from) {
    boolean stops = effect != SavepointEffect.KEEP_RUNNING;
    return new SavepointRequested(
        deployment,
        savepoint,
        new UUID(savepoint.getMostSignificantBits(), savepoint.getLeastSignificantBits() ^ 0xFF),
        job,
        directory,
        stops ? SavepointOrigin.SUSPEND : SavepointOrigin.USER_REQUEST,
        SavepointFormat.CANONICAL,
        effect,
        stops ? Optional.of(TRANSITION) : Optional.empty(),
        1,
        1,
        from,
        Optional.empty(),
        from.plus(Duration.ofMinutes(2)));
  }

  /** A new savepoint of the job, now, in a directory of its own below this one. */
  public static SavepointRequested aSavepoint(
      JobRequested job, Path directory, SavepointEffect effect) {
    UUID id = UUID.randomUUID();
    return aSavepoint(
        job.deploymentId(),
        job.jobId(),
        id,
        directory.resolve(id.toString()).toUri().toString(),
        effect,
        Instant.now());
  }

  /** Within a minute from now. */
  public static JobStopRequested aCancellation(JobRequested job) {
    return new JobStopRequested(
        job.deploymentId(),
        TRANSITION,
        job.jobId(),
        StopMode.CANCEL,
        Optional.empty(),
        Instant.now().plusSeconds(60));
  }

  /** From this savepoint, which is the newest state. */
  public static RestoreDecision from(SavepointCompleted savepoint) {
    return from(
        savepoint.savepointId(),
        savepoint.location(),
        SavepointOrigin.SUSPEND,
        savepoint.completedAt());
  }

  /** From this checkpoint, which is the newest state. */
  public static RestoreDecision from(RetainedCheckpoint checkpoint) {
    return from(
        UUID.randomUUID(),
        checkpoint.location(),
        SavepointOrigin.RETAINED_CHECKPOINT,
        checkpoint.completedAt());
  }

  private static RestoreDecision from(
      UUID id, String location, SavepointOrigin origin, Instant completedAt) {
    return new RestoreDecision(
        Optional.of(
            new RestorePoint(id, location, origin, completedAt, Duration.ZERO, Optional.empty())),
        RestoreRule.LATEST_STATE,
        List.of(),
        false,
        "From the newest state.");
  }
}
