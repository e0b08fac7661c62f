package io.weir.appmanager;

import io.weir.events.deployment.SavepointOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A savepoint in a deployment's catalogue (app-manager-api.md 2.7).
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata who it is
 * @param spec where its data is
 * @param status what it is
 */
public record SavepointResource(
    String kind, String apiVersion, Metadata metadata, Spec spec, Status status) {
  public static final String KIND = "Savepoint";

  /** A savepoint with its kind and version filled in. */
  public static SavepointResource of(Metadata metadata, Spec spec, Status status) {
    return new SavepointResource(KIND, ResourceList.API_VERSION, metadata, spec, status);
  }

  /** What a savepoint is. */
  public enum State {
    /** Requested, perhaps already triggered. */
    STARTED,
    /** May be restored from. */
    COMPLETED,
    /** Will never be complete. */
    FAILED,
    /** Its data is to be removed. */
    PENDING_DELETION,
    /** Its data is being removed. */
    DELETING,
    /** Its data could not be removed, or not all of it. */
    FAILED_DELETION,
    /** Weir's own: no longer in the catalogue; only in lists with {@code deleted=true}. */
    DELETED
  }

  /** What kind of data it is. */
  public enum Type {
    /** Nobody said. */
    UNKNOWN,
    /** Self-contained. */
    FULL,
    /** Shares files with other checkpoints. */
    INCREMENTAL
  }

  /**
   * Who the savepoint is.
   *
   * @param id the savepoint
   * @param namespace the deployment's namespace
   * @param deploymentId the deployment
   * @param jobId the job that wrote it; absent for copies
   * @param origin who made it
   * @param type what kind of data it is
   * @param createdAt when it was requested or registered
   * @param modifiedAt when its newest event was recorded
   * @param annotations always empty for now
   * @param resourceVersion plus one with every event about the savepoint
   */
  public record Metadata(
      UUID id,
      String namespace,
      UUID deploymentId,
      Optional<UUID> jobId,
      SavepointOrigin origin,
      Type type,
      Instant createdAt,
      Instant modifiedAt,
      Map<String, String> annotations,
      long resourceVersion) {
    public Metadata {
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * Where its data is.
   *
   * @param savepointLocation known once it is complete
   * @param flinkSavepointId Flink's own id
   */
  public record Spec(Optional<String> savepointLocation, Optional<String> flinkSavepointId) {}

  /**
   * What the savepoint is.
   *
   * @param state always present
   * @param failure why it failed, or why its data could not be removed
   * @param catalogue Weir's addition: what the catalogue knows beside
   */
  public record Status(State state, Optional<FailureStatus> failure, Catalogue catalogue) {}

  /**
   * What one needs to know to keep a savepoint or to let it go.
   *
   * @param takenAt when its data was complete; of a copy, when its source's was
   * @param sizeBytes its size, if known
   * @param pin why it must stay
   * @param references other savepoints with the same data; absent right after a command
   * @param nextRemoval when its data is tried to be removed again, after that failed
   */
  public record Catalogue(
      Optional<Instant> takenAt,
      Optional<Long> sizeBytes,
      Optional<Pin> pin,
      Optional<List<Reference>> references,
      Optional<NextRemoval> nextRemoval) {}

  /**
   * Another try to remove its data.
   *
   * @param attempt which one it will be, from 2
   * @param notBefore when it begins at the earliest
   */
  public record NextRemoval(int attempt, Instant notBefore) {}

  /**
   * It must stay until it is unpinned.
   *
   * @param reason why
   * @param by who pinned it; absent right after the command
   * @param at when; absent right after the command
   */
  public record Pin(Optional<String> reason, Optional<String> by, Optional<Instant> at) {}

  /**
   * Another savepoint with the same data.
   *
   * @param deploymentId the deployment in whose catalogue it is
   * @param savepointId the savepoint
   */
  public record Reference(UUID deploymentId, UUID savepointId) {}
}
