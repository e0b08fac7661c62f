package io.weir.command.deployment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the platform decides for every deployment.
 *
 * @param deadlines how long each step may take
 * @param removals the pauses between attempts to remove a savepoint's data
 * @param storageBase the URI below which savepoints, checkpoints and HA data go; absent: users say
 *     where
 * @param flink the Flink versions
 * @param artifactSchemes the schemes of URIs that files are fetched from
 * @param loggingProfiles templates of log configurations by name; {@code default} may be missing
 */
public record PlatformSettings(
    Deadlines deadlines,
    BackOff removals,
    Optional<String> storageBase,
    FlinkVersions flink,
    Set<String> artifactSchemes,
    Map<String, String> loggingProfiles) {
  public PlatformSettings {
    artifactSchemes = Set.copyOf(artifactSchemes);
    loggingProfiles = Map.copyOf(loggingProfiles);
  }

  /**
   * How long each step may take before the executor reports its end.
   *
   * @param start from the request to RUNNING
   * @param savepoint from the request to its completion
   * @param stop from the request to the job's end
   * @param teardown the first attempt; doubles with each, up to ten minutes
   */
  public record Deadlines(Duration start, Duration savepoint, Duration stop, Duration teardown) {
    private static final Duration LONGEST_TEARDOWN = Duration.ofMinutes(10);

    /** How long this attempt to tear a cluster down may take. */
    public Duration teardown(int attempt) {
      Duration grown = teardown.multipliedBy(1L << Math.min(attempt - 1, 10));
      return grown.compareTo(LONGEST_TEARDOWN) < 0 ? grown : LONGEST_TEARDOWN;
    }
  }
}
