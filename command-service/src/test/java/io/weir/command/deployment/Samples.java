package io.weir.command.deployment;

import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.FlinkLine;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.SavepointPolicy;
import io.weir.events.spec.SavepointRetention;
import io.weir.events.spec.SavepointSchedule;
import io.weir.events.spec.TemplateMetadata;
import io.weir.events.spec.TemplateSpec;
import io.weir.events.spec.UpgradeStrategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A spec and platform settings with meaningful defaults, and small changes to the spec. */
public final class Samples {
  public static final PlatformSettings SETTINGS = settings(Optional.of("file:///data/storage"));
  static final PlatformSettings WITHOUT_STORAGE = settings(Optional.empty());

  static final DeploymentSpec SPEC =
      new DeploymentSpec(
          DesiredState.CANCELLED,
          Optional.empty(),
          Optional.of("default"),
          Optional.empty(),
          new UpgradeStrategy(UpgradeStrategy.Kind.STATEFUL),
          new RestoreStrategy(RestoreStrategy.Kind.LATEST_STATE, false),
          4,
          4,
          Optional.empty(),
          Optional.empty(),
          template("file:///orders.jar", 1, Map.of()));

  static final Optional<JobTarget> TARGET = Optional.of(new JobTarget("default", "flink-jobs"));

  private Samples() {}

  private static PlatformSettings settings(Optional<String> storage) {
    return new PlatformSettings(
        new PlatformSettings.Deadlines(
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1)),
        new BackOff(Duration.ofMinutes(1), Duration.ofDays(1)),
        storage,
        new FlinkVersions(
            Map.of(
                "2.3", new FlinkVersions.Version(new FlinkLine(2, 3), "flink:2.3.0"),
                "1.13", new FlinkVersions.Version(new FlinkLine(1, 13), "flink:1.13"),
                "1.10", new FlinkVersions.Version(new FlinkLine(1, 10), "flink:1.10"),
                "1.7", new FlinkVersions.Version(new FlinkLine(1, 7), "flink:1.7")),
            "2.3"),
        Set.of("http", "https", "file"),
        Map.of("quiet", "rootLogger.level = {{ rootLoggerLogLevel }}\n"));
  }

  static DeploymentTemplate template(
      String jar, int parallelism, Map<String, String> configuration) {
    return new DeploymentTemplate(
        new TemplateMetadata(Map.of()),
        new TemplateSpec(
            new Artifact(
                Artifact.Kind.JAR,
                Optional.of(jar),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of("2.3"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            parallelism,
            Optional.empty(),
            Map.of(
                "jobmanager", new ResourceSpec(BigDecimal.ONE, "1G"),
                "taskmanager", new ResourceSpec(BigDecimal.ONE, "1G")),
            configuration,
            new Logging(Optional.empty(), Map.of(), Optional.empty()),
            Optional.empty()));
  }

  static UnaryOperator<DeploymentSpec> state(DesiredState state) {
    return s ->
        copy(
            s,
            state,
            s.upgradeStrategy(),
            s.restoreStrategy(),
            s.maxJobCreationAttempts(),
            s.template());
  }

  static UnaryOperator<DeploymentSpec> template(DeploymentTemplate template) {
    return s ->
        copy(
            s,
            s.state(),
            s.upgradeStrategy(),
            s.restoreStrategy(),
            s.maxJobCreationAttempts(),
            template);
  }

  static UnaryOperator<DeploymentSpec> jar(String uri) {
    return template(template(uri, 1, Map.of()));
  }

  static UnaryOperator<DeploymentSpec> upgrade(UpgradeStrategy.Kind kind) {
    return s ->
        copy(
            s,
            s.state(),
            new UpgradeStrategy(kind),
            s.restoreStrategy(),
            s.maxJobCreationAttempts(),
            s.template());
  }

  static UnaryOperator<DeploymentSpec> restore(RestoreStrategy.Kind kind) {
    return s ->
        copy(
            s,
            s.state(),
            s.upgradeStrategy(),
            new RestoreStrategy(kind, true),
            s.maxJobCreationAttempts(),
            s.template());
  }

  static UnaryOperator<DeploymentSpec> attempts(int attempts) {
    return s ->
        copy(s, s.state(), s.upgradeStrategy(), s.restoreStrategy(), attempts, s.template());
  }

  static UnaryOperator<DeploymentSpec> policy(
      Optional<SavepointSchedule> schedule, Optional<SavepointRetention> retention) {
    return s ->
        new DeploymentSpec(
            s.state(),
            s.deploymentTargetId(),
            s.deploymentTargetName(),
            s.sessionClusterName(),
            s.upgradeStrategy(),
            s.restoreStrategy(),
            s.maxJobCreationAttempts(),
            s.maxSavepointCreationAttempts(),
            s.jobFailureExpirationTime(),
            Optional.of(new SavepointPolicy(schedule, retention)),
            s.template());
  }

  static UnaryOperator<DeploymentSpec> every(String interval) {
    return policy(
        Optional.of(
            new SavepointSchedule(Optional.of(interval), Optional.empty(), Optional.empty())),
        Optional.empty());
  }

  static UnaryOperator<DeploymentSpec> keep(Optional<Integer> count, Optional<String> age) {
    return keep(count, age, Optional.empty());
  }

  static UnaryOperator<DeploymentSpec> keep(
      Optional<Integer> count, Optional<String> age, Optional<String> afterDeletion) {
    return policy(Optional.empty(), Optional.of(new SavepointRetention(count, age, afterDeletion)));
  }

  /** One change after the other. */
  @SafeVarargs
  static UnaryOperator<DeploymentSpec> all(UnaryOperator<DeploymentSpec>... changes) {
    return s -> {
      DeploymentSpec result = s;
      for (UnaryOperator<DeploymentSpec> change : changes) result = change.apply(result);
      return result;
    };
  }

  /** The same on the session cluster "shared". */
  static DeploymentSpec onSession(DeploymentSpec s) {
    TemplateSpec was = s.template().spec();
    return with(
        s,
        Optional.of("shared"),
        new TemplateSpec(
            was.artifact(),
            was.parallelism(),
            Optional.empty(),
            Map.of(),
            was.flinkConfiguration(),
            new Logging(Optional.empty(), Map.of(), Optional.empty()),
            Optional.empty()));
  }

  /** The same with this template, on this session cluster or in the target. */
  static DeploymentSpec with(DeploymentSpec s, Optional<String> session, TemplateSpec template) {
    return new DeploymentSpec(
        s.state(),
        s.deploymentTargetId(),
        session.isPresent() ? Optional.empty() : Optional.of("default"),
        session,
        s.upgradeStrategy(),
        s.restoreStrategy(),
        s.maxJobCreationAttempts(),
        s.maxSavepointCreationAttempts(),
        s.jobFailureExpirationTime(),
        s.savepointPolicy(),
        new DeploymentTemplate(s.template().metadata(), template));
  }

  private static DeploymentSpec copy(
      DeploymentSpec s,
      DesiredState state,
      UpgradeStrategy upgrade,
      RestoreStrategy restore,
      int attempts,
      DeploymentTemplate template) {
    return new DeploymentSpec(
        state,
        s.deploymentTargetId(),
        s.deploymentTargetName(),
        s.sessionClusterName(),
        upgrade,
        restore,
        attempts,
        attempts,
        s.jobFailureExpirationTime(),
        s.savepointPolicy(),
        template);
  }
}
