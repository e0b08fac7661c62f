package io.weir.executor.infra;

import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.observe.JobManagerAddress;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.secrets.HttpSecretValues;
import io.weir.executor.secrets.NoSecretValues;
import io.weir.executor.secrets.SecretValues;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings, below {@code weir.}.
 *
 * @param kafka the log
 * @param kubernetes the cluster
 * @param executor the executor itself
 * @param flink what it adds to Flink's clusters
 * @param command the command service, which has the values of secrets
 * @param untilStdinCloses end when the standard input does: whoever started this has died
 */
@ConfigurationProperties("weir")
public record ExecutorSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue Kubernetes kubernetes,
    @DefaultValue Own executor,
    @DefaultValue Flink flink,
    @DefaultValue Command command,
    @DefaultValue("false") boolean untilStdinCloses) {
  /**
   * The log.
   *
   * @param bootstrapServers host:port, comma-separated
   * @param eventsTopic what is wanted
   * @param transitionsTopic what was seen
   */
  public record Kafka(
      @DefaultValue("localhost:9092") String bootstrapServers,
      @DefaultValue("weir.events") String eventsTopic,
      @DefaultValue("weir.transitions") String transitionsTopic) {}

  /**
   * The cluster.
   *
   * @param kubeconfig the file; absent: KUBECONFIG, the home directory, or the pod's own account
   * @param context a context in it; absent: its current one
   * @param requestTimeout for each request
   */
  public record Kubernetes(
      Optional<String> kubeconfig,
      Optional<String> context,
      @DefaultValue("10s") Duration requestTimeout) {}

  /**
   * The executor itself.
   *
   * @param name its name in reports
   * @param workers deployments worked on at once, at least 1
   * @param lookWhileOpen how often to look while something is waited for
   * @param lookWhileSettled how often to look while nothing is
   * @param lostAfter how long nothing may answer before that is reported
   * @param jobManagerAddress how JobManagers are reached
   * @param flinkTimeout for each request to a JobManager
   * @param localPrograms whether a program at {@code file:} for a session cluster is read from this
   *     machine; where users choose URIs that others may not read, leave it off
   * @param programTimeout for fetching a program for a session cluster
   */
  public record Own(
      @DefaultValue("executor-1") String name,
      @DefaultValue("8") int workers,
      @DefaultValue("300ms") Duration lookWhileOpen,
      @DefaultValue("10s") Duration lookWhileSettled,
      @DefaultValue("30s") Duration lostAfter,
      @DefaultValue("POD_IP") JobManagerAddress jobManagerAddress,
      @DefaultValue("5s") Duration flinkTimeout,
      @DefaultValue("false") boolean localPrograms,
      @DefaultValue("5m") Duration programTimeout) {
    Pace pace() {
      return new Pace(lookWhileOpen, lookWhileSettled, lostAfter);
    }
  }

  /**
   * What is added to Flink's clusters.
   *
   * @param fetcherImage the image that fetches programs by HTTP
   * @param serviceAccount the pods' service account
   */
  public record Flink(
      @DefaultValue("weir/artifact-fetcher:0.1.0") String fetcherImage,
      @DefaultValue("default") String serviceAccount) {
    RenderSettings render() {
      return new RenderSettings(fetcherImage, serviceAccount);
    }
  }

  /**
   * The command service, which has the values of secrets.
   *
   * @param url its origin; absent: jobs that need a secret wait
   * @param tokenFile holds what shows that this is an executor
   */
  public record Command(Optional<URI> url, Optional<String> tokenFile) {
    SecretValues secrets(HttpClient http) {
      return url.isPresent() && tokenFile.isPresent()
          ? new HttpSecretValues(http, url.get(), Path.of(tokenFile.get()))
          : new NoSecretValues();
    }
  }
}
