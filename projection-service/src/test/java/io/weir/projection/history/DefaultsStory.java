package io.weir.projection.history;

import io.weir.events.defaults.DeploymentDefaultsEvent;
import io.weir.events.defaults.DeploymentDefaultsRevised;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.JsonNodeFactory;

/** The log of a namespace's deployment defaults. */
public final class DefaultsStory extends PlainStory {
  public DefaultsStory(RandomGenerator random, String namespace) {
    super(random, DeploymentDefaultsEvent.idOf(namespace), namespace, "deployment-defaults");
  }

  /** The namespace says so many attempts, and nothing else. */
  public DefaultsStory say(int attempts) {
    append(
        "PatchDeploymentDefaults",
        new DeploymentDefaultsRevised(
            id(),
            namespace(),
            Map.of("team", "t"),
            Map.of(),
            JsonNodeFactory.instance.objectNode().put("maxJobCreationAttempts", attempts)));
    return this;
  }
}
