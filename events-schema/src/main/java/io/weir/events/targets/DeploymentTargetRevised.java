package io.weir.events.targets;

import java.util.Map;
import java.util.UUID;

/**
 * A user said something else about a deployment target. An edit that changes nothing is recorded
 * too: it moves the resource version.
 *
 * @param targetId the deployment target
 * @param labels labels by key
 * @param annotations annotations by key
 */
public record DeploymentTargetRevised(
    UUID targetId, Map<String, String> labels, Map<String, String> annotations)
    implements DeploymentTargetEvent {
  public DeploymentTargetRevised {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
