package io.weir.projection.deployments;

import java.util.Map;
import java.util.Optional;

/**
 * What the user says about a deployment. Nothing here moves a job.
 *
 * @param displayName free text for people
 * @param labels labels by key
 * @param annotations annotations by key
 */
public record Description(
    Optional<String> displayName, Map<String, String> labels, Map<String, String> annotations) {
  public Description {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
