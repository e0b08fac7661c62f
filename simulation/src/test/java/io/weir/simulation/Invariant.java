package io.weir.simulation;

import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.DeploymentEvent;

/** What must hold in every world; each class is one promise. It throws when it is broken. */
interface Invariant {
  /** An event was recorded. */
  default void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {}

  /** A step of the world ended. */
  default void stepped(World world) {}

  /** The last fault is long past, and everything has had its time. */
  default void calm(World world) {}
}
