package io.weir.appmanager;

import java.util.Optional;

/**
 * A deployment target as clients see it (app-manager-api.md 2.5).
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata who it is
 * @param spec where clusters run; never changes
 */
public record DeploymentTargetResource(
    String kind, String apiVersion, ResourceMetadata metadata, Spec spec) {
  public static final String KIND = "DeploymentTarget";

  /**
   * Where clusters run.
   *
   * @param kubernetes in Kubernetes
   */
  public record Spec(Kubernetes kubernetes) {}

  /**
   * Where in Kubernetes.
   *
   * @param namespace absent: the one that the platform is set to
   */
  public record Kubernetes(Optional<String> namespace) {}

  /** A deployment target with its kind and version filled in. */
  public static DeploymentTargetResource of(
      ResourceMetadata metadata, Optional<String> kubernetesNamespace) {
    return new DeploymentTargetResource(
        KIND, ResourceList.API_VERSION, metadata, new Spec(new Kubernetes(kubernetesNamespace)));
  }
}
