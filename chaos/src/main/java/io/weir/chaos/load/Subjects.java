package io.weir.chaos.load;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes the deployments that a campaign works on. */
public final class Subjects {
  /** The API's path of deployments. */
  public static final String DEPLOYMENTS = "/api/v1/namespaces/default/deployments";

  /** The API's path of session clusters. */
  static final String SESSION_CLUSTERS = "/api/v1/namespaces/default/sessionclusters";

  private static final String SECRETS = "/api/v1/namespaces/default/secret-values";
  private static final String SECRET = "COUNTING_TOKEN";
  private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

  private final WeirClient client;
  private final Path jar;

  /**
   * @param jar the example job
   */
  public Subjects(WeirClient client, Path jar) {
    this.client = client;
    this.jar = jar;
  }

  /** A deployment that is never started; returns its id, however often that takes. */
  public String createIdle(String name) throws InterruptedException {
    return create(DEPLOYMENTS, name, deployment(name, "--rate 1", "")).text("/metadata/id");
  }

  /**
   * A deployment, not started yet, whose job counts words and writes each count once. Its
   * configuration names a secret value, so that its clusters have a Secret as well.
   */
  public String createCounting(String name, Path output) throws InterruptedException {
    create(SECRETS, SECRET, "{metadata: {name: %s}, spec: {value: counted}}".formatted(SECRET));
    return create(
            DEPLOYMENTS,
            name,
            deployment(
                name,
                "--rate 50 --output " + uriOf(output),
                """
                pipeline.global-job-parameters: "token:${%s}"
                jobmanager.scheduler: adaptive
                jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout: 0 s
                jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling: 0 s
                jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout: 0 s"""
                    .formatted(SECRET)))
        .text("/metadata/id");
  }

  /**
   * A session cluster that comes up, and a deployment on it that is not started yet; returns the
   * deployment's id, however often that takes.
   */
  public String createGuest(String cluster, String name) throws InterruptedException {
    create(
        SESSION_CLUSTERS,
        cluster,
        """
        metadata:
          name: %s
        spec:
          state: RUNNING
          deploymentTargetName: default
          flinkVersion: "2.3"
          numberOfTaskManagers: 1
        """
            .formatted(cluster));
    return create(
            DEPLOYMENTS,
            name,
            deployment(name, "--rate 1", "")
                .replace("deploymentTargetName: default", "sessionClusterName: " + cluster))
        .text("/metadata/id");
  }

  private Answer create(String path, String name, String yaml) throws InterruptedException {
    while (true) {
      try {
        Answer answer =
            client.sendBody(
                "POST",
                path,
                "application/yaml",
                yaml,
                Map.of("Idempotency-Key", "create-" + name));
        if (answer.isSuccess()) {
          return answer;
        }
        if (answer.status() < 500) {
          throw new IllegalStateException(
              "Expected to create %s, but the API answered %d: %s"
                  .formatted(name, answer.status(), answer.body()));
        }
      } catch (IOException partIsDown) {
        // The same command under the same key, in a moment.
      }
      TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER.toMillis());
    }
  }

  private String deployment(String name, String jobArguments, String flinkOptions) {
    return """
        metadata:
          name: %s
        spec:
          state: CANCELLED
          deploymentTargetName: default
          template:
            spec:
              artifact:
                kind: JAR
                jarUri: %s
                entryClass: io.weir.examples.wordcounter.WordCounter
                mainArgs: %s
                flinkVersion: "2.3"
              parallelism: 1
              flinkConfiguration:
                execution.checkpointing.interval: 1s
                execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
                %s
        """
        .formatted(name, uriOf(jar), jobArguments, flinkOptions.indent(8).strip());
  }

  private static String uriOf(Path path) {
    return "file://" + path.toAbsolutePath().toUri().getPath();
  }
}
