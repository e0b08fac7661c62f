package io.weir.appmanager;

import io.weir.events.deployment.RestoreDecision;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One execution of a deployment (app-manager-api.md 2.6). Clients only read it.
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata who it is
 * @param spec the immutable snapshot that it was started with
 * @param status what it is
 */
public record JobResource(
    String kind, String apiVersion, Metadata metadata, Spec spec, Status status) {
  public static final String KIND = "Job";

  /** A job with its kind and version filled in. */
  public static JobResource of(Metadata metadata, Spec spec, Status status) {
    return new JobResource(KIND, ResourceList.API_VERSION, metadata, spec, status);
  }

  /** What a job is (app-manager-api.md 4.11). */
  public enum State {
    /** Requested; its cluster is being brought up. */
    STARTING,
    /** Flink reported RUNNING. */
    STARTED,
    /** It is to end. */
    TERMINATING,
    /** It ended by an error. */
    FAILED,
    /** It ended because Weir asked for it. */
    TERMINATED,
    /** It ended by itself. */
    FINISHED
  }

  /**
   * Who the job is.
   *
   * @param id without dashes it is the Flink job id
   * @param namespace the deployment's namespace
   * @param deploymentId the deployment
   * @param deploymentName the deployment's name
   * @param sessionClusterName in session mode
   * @param createdAt when it was requested
   * @param modifiedAt when its newest event was recorded
   * @param terminatedAt when it ended
   * @param annotations always empty for now
   * @param resourceVersion plus one with every event about the job
   */
  public record Metadata(
      UUID id,
      String namespace,
      UUID deploymentId,
      String deploymentName,
      Optional<String> sessionClusterName,
      Instant createdAt,
      Instant modifiedAt,
      Optional<Instant> terminatedAt,
      Map<String, String> annotations,
      long resourceVersion) {
    public Metadata {
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * What the job was started with.
   *
   * @param allowNonRestoredState whether Flink may skip state that no operator takes
   * @param artifact the program
   * @param deploymentTarget where it runs
   * @param flinkConfiguration effective options
   * @param userFlinkConfiguration options as the user gave them
   * @param kubernetes pod options
   * @param logging log levels and layout
   * @param numberOfTaskManagers replicas
   * @param parallelism default parallelism
   * @param resources by {@code jobmanager} and {@code taskmanager}
   * @param savepointLocation what it was to be restored from; absent: empty state
   * @param restore Weir's addition: which restore point was chosen, by which rule, and what else
   *     was there
   * @param attempt Weir's addition: which attempt of its transition this was, from 1
   */
  public record Spec(
      boolean allowNonRestoredState,
      Artifact artifact,
      Target deploymentTarget,
      Map<String, String> flinkConfiguration,
      Map<String, String> userFlinkConfiguration,
      Optional<KubernetesOptions> kubernetes,
      Logging logging,
      int numberOfTaskManagers,
      int parallelism,
      Map<String, ResourceSpec> resources,
      Optional<String> savepointLocation,
      RestoreDecision restore,
      int attempt) {
    public Spec {
      flinkConfiguration = Map.copyOf(flinkConfiguration);
      userFlinkConfiguration = Map.copyOf(userFlinkConfiguration);
      resources = Map.copyOf(resources);
    }
  }

  /**
   * Where a job runs.
   *
   * @param kubernetes the place in Kubernetes
   */
  public record Target(KubernetesPlace kubernetes) {}

  /**
   * A place in Kubernetes.
   *
   * @param namespace the Kubernetes namespace
   */
  public record KubernetesPlace(String namespace) {}

  /**
   * What the job is.
   *
   * @param state always present
   * @param failure why it failed
   * @param started from RUNNING on
   */
  public record Status(State state, Optional<FailureStatus> failure, Optional<Started> started) {}

  /**
   * The job in Flink.
   *
   * @param startedAt when RUNNING was observed
   * @param flinkJobId the job id without dashes
   * @param lastUpdateTime when it was observed last
   * @param observedFlinkJobStatus Flink's status, or {@code UNKNOWN}
   * @param observedFlinkJobRestarts the last count that was recorded
   * @param restoredFrom Weir's addition: the location that Flink itself says it restored from
   * @param replaced Weir's addition: the job that it took the place of, and for how long none ran
   */
  public record Started(
      Instant startedAt,
      String flinkJobId,
      Instant lastUpdateTime,
      String observedFlinkJobStatus,
      long observedFlinkJobRestarts,
      Optional<String> restoredFrom,
      Optional<Replaced> replaced) {}

  /**
   * The job before, which ran until this one was to take its place.
   *
   * @param jobId that job
   * @param downSince when its savepoint was complete, it was told to end without one, or it died
   * @param downtimeMillis from then until this job was RUNNING, in milliseconds
   */
  public record Replaced(UUID jobId, Instant downSince, long downtimeMillis) {}
}
