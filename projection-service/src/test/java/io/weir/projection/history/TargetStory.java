package io.weir.projection.history;

import io.weir.events.targets.DeploymentTargetDeleted;
import io.weir.events.targets.DeploymentTargetRegistered;
import io.weir.events.targets.DeploymentTargetRevised;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The log of one deployment target, written in its grammar. */
public final class TargetStory extends PlainStory {
  public TargetStory(RandomGenerator random, String namespace, String name) {
    super(random, uuid(random), namespace, name);
  }

  public TargetStory register(Optional<String> kubernetesNamespace) {
    append(
        "CreateDeploymentTarget",
        new DeploymentTargetRegistered(
            id(), namespace(), name(), Map.of("region", "eu"), Map.of(), kubernetesNamespace));
    return this;
  }

  public TargetStory revise(Map<String, String> labels) {
    append("PutDeploymentTarget", new DeploymentTargetRevised(id(), labels, Map.of("a", "b")));
    return this;
  }

  public TargetStory delete() {
    append("DeleteDeploymentTarget", new DeploymentTargetDeleted(id()));
    return this;
  }
}
