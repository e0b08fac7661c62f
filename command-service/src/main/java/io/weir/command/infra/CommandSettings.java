package io.weir.command.infra;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings {@code weir.*} of the command service; README.md lists them.
 *
 * @param kubernetesNamespace where the clusters of targets run that name no namespace
 * @param globalDeploymentDefaults YAML {@code {spec: …}} over the built-in defaults
 * @param trustActorHeader whether {@code X-Weir-Actor} is believed
 * @param untilStdinCloses end when stdin reaches its end
 * @param cachedDeployments how many deployments' events are kept in memory
 * @param kafka the broker
 * @param storage where jobs keep their state
 * @param artifacts files that jobs run
 * @param secrets what keeps secret values secret
 * @param flink Flink versions
 * @param loggingProfiles templates of log configurations by name
 * @param deadline how long steps may take
 * @param removal what follows when a savepoint's data could not be removed
 * @param projection the projection service
 * @param policies savepoint policies
 * @param pool connections for commands
 */
record CommandSettings(
    @DefaultValue("default") String kubernetesNamespace,
    @DefaultValue("") String globalDeploymentDefaults,
    @DefaultValue("false") boolean trustActorHeader,
    @DefaultValue("false") boolean untilStdinCloses,
    @DefaultValue("1000") int cachedDeployments,
    @DefaultValue Kafka kafka,
    @DefaultValue Storage storage,
    @DefaultValue Artifacts artifacts,
    @DefaultValue Secrets secrets,
    @DefaultValue Flink flink,
    @DefaultValue Map<String, String> loggingProfiles,
    @DefaultValue Deadline deadline,
    @DefaultValue Removal removal,
    @DefaultValue Projection projection,
    @DefaultValue Policies policies,
    @DefaultValue Pool pool) {
  record Kafka(
      Optional<String> bootstrapServers,
      @DefaultValue("8") int partitions,
      @DefaultValue("1") int replicas,
      @DefaultValue("1") int minInsyncReplicas,
      @DefaultValue("weir.events") String eventsTopic,
      @DefaultValue("weir.transitions") String transitionsTopic) {}

  record Storage(Optional<String> base) {}

  record Artifacts(
      @DefaultValue("50MB") DataSize maxSize,
      @DefaultValue({"http", "https", "file", "local"}) Set<String> schemes) {}

  record Secrets(Optional<String> keyFile, Optional<String> executorTokenFile) {}

  record Flink(
      @DefaultValue("2.3") String defaultVersion, @DefaultValue Map<String, Version> versions) {}

  record Version(String image, Optional<String> line) {}

  record Deadline(
      @DefaultValue("5m") Duration start,
      @DefaultValue("10m") Duration savepoint,
      @DefaultValue("2m") Duration stop,
      @DefaultValue("1m") Duration teardown) {}

  record Removal(
      @DefaultValue("1m") Duration firstPause, @DefaultValue("1d") Duration longestPause) {
    Removal {
      if (!firstPause.isPositive())
        throw new IllegalArgumentException(
            "Expected weir.removal.first-pause to be longer than nothing, such as 1m, but it is "
                + firstPause);
      if (longestPause.compareTo(firstPause) < 0)
        throw new IllegalArgumentException(
            "Expected weir.removal.longest-pause to be no shorter than weir.removal.first-pause ("
                + firstPause
                + "), such as 1d, but it is "
                + longestPause);
    }
  }

  record Projection(Optional<URI> url, @DefaultValue("2s") Duration maxWait) {}

  record Policies(@DefaultValue("5s") Duration lookEvery) {}

  record Pool(@DefaultValue("12") int commands, @DefaultValue("2s") Duration connectionTimeout) {}
}
