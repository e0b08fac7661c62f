package io.weir.events.targets;

import java.util.UUID;

/**
 * The deployment target is gone; nothing referred to it.
 *
 * @param targetId the deployment target
 */
public record DeploymentTargetDeleted(UUID targetId) implements DeploymentTargetEvent {}
