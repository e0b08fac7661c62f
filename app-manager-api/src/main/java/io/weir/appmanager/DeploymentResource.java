package io.weir.appmanager;

import io.weir.events.spec.DeploymentSpec;
import java.util.Optional;

/**
 * A deployment as clients see it (app-manager-api.md 2.2).
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata who it is
 * @param spec what the user wants, defaults filled in
 * @param status what it is
 */
public record DeploymentResource(
    String kind,
    String apiVersion,
    DeploymentMetadata metadata,
    DeploymentSpec spec,
    Optional<DeploymentStatus> status) {
  public static final String KIND = "Deployment";

  /** A deployment with its kind and version filled in. */
  public static DeploymentResource of(
      DeploymentMetadata metadata, DeploymentSpec spec, DeploymentStatus status) {
    return new DeploymentResource(
        KIND, ResourceList.API_VERSION, metadata, spec, Optional.of(status));
  }
}
