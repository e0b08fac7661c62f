package io.weir.appmanager;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the event log of a deployment or a session cluster (app-manager-api.md 2.10).
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata which event
 * @param spec what it says
 */
public record EventResource(String kind, String apiVersion, Metadata metadata, Spec spec) {
  public static final String KIND = "Event";

  /** An event with its kind and version filled in. */
  public static EventResource of(Metadata metadata, Spec spec) {
    return new EventResource(KIND, ResourceList.API_VERSION, metadata, spec);
  }

  /**
   * Which event.
   *
   * @param id the event
   * @param namespace its namespace
   * @param deploymentId the deployment; absent for a session cluster
   * @param jobId the job that it is about
   * @param sessionClusterId the session cluster that it is about
   * @param resourceName the name of the resource that it is about
   * @param name one of the names of app-manager-api.md part 3
   * @param createdAt when it was recorded; strictly increasing per deployment and per session
   *     cluster
   * @param resourceVersion always 1
   */
  public record Metadata(
      UUID id,
      String namespace,
      Optional<UUID> deploymentId,
      Optional<UUID> jobId,
      Optional<UUID> sessionClusterId,
      String resourceName,
      String name,
      Instant createdAt,
      long resourceVersion) {}

  /**
   * What the event says.
   *
   * @param message one sentence for people
   */
  public record Spec(String message) {}
}
