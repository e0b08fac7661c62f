package io.weir.projection.history;

import io.weir.events.deployment.JobSpec;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.TemplateMetadata;
import io.weir.events.spec.TemplateSpec;
import io.weir.events.spec.UpgradeStrategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Complete specs of the size that real deployments have. */
public final class Specs {
  private static final Map<String, String> FLINK =
      Map.of(
          "execution.checkpointing.interval", "10s",
          "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION",
          "state.backend.type", "rocksdb",
          "taskmanager.numberOfTaskSlots", "2",
          "metrics.reporters", "prom");

  private Specs() {}

  public static DeploymentSpec of(
      DesiredState state, UpgradeStrategy.Kind upgrade, int parallelism) {
    return new DeploymentSpec(
        state,
        Optional.empty(),
        Optional.of("default"),
        Optional.empty(),
        new UpgradeStrategy(upgrade),
        new RestoreStrategy(RestoreStrategy.Kind.LATEST_STATE, false),
        4,
        4,
        Optional.empty(),
        Optional.empty(),
        new DeploymentTemplate(
            new TemplateMetadata(Map.of("flink.security.ssl.enabled", "false")),
            new TemplateSpec(
                artifact(),
                parallelism,
                Optional.of(1),
                resources(),
                FLINK,
                logging(),
                Optional.empty())));
  }

  public static DeploymentSpec wishing(DeploymentSpec spec, DesiredState state) {
    return of(state, spec.upgradeStrategy().kind(), spec.template().spec().parallelism());
  }

  public static JobSpec jobSpec(DeploymentSpec spec) {
    return new JobSpec(
        artifact(),
        List.of("--input", "kafka", "--output", "kafka"),
        "flink:2.3.0",
        "2.3",
        spec.template().spec().parallelism(),
        1,
        2,
        resources(),
        FLINK,
        FLINK,
        logging(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Artifact artifact() {
    return new Artifact(
        Artifact.Kind.JAR,
        Optional.of("https://example.org/artifacts/word-count-1.0.jar"),
        Optional.of("org.example.WordCount"),
        Optional.of("--input kafka --output kafka"),
        List.of(),
        Optional.empty(),
        Optional.of("2.3"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, ResourceSpec> resources() {
    return Map.of(
        "jobmanager", new ResourceSpec(BigDecimal.ONE, "1G"),
        "taskmanager", new ResourceSpec(BigDecimal.ONE, "2G"));
  }

  private static Logging logging() {
    return new Logging(Optional.of("default"), Map.of("", "INFO"), Optional.empty());
  }
}
