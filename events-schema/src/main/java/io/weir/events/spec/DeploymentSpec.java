package io.weir.events.spec;

import java.util.Optional;
import java.util.UUID;

/**
 * What a user wants of a deployment, complete: defaults are filled in before it is recorded
 * (app-manager-api.md 2.2 and part 6).
 *
 * @param state the wish
 * @param deploymentTargetId where to run, by id
 * @param deploymentTargetName where to run, by name
 * @param sessionClusterName the session cluster to run in, instead of a target
 * @param upgradeStrategy what a change of the template does to a running job
 * @param restoreStrategy which state a start begins from
 * @param maxJobCreationAttempts at least 1; counted within one transition
 * @param maxSavepointCreationAttempts at least 1; counted within one transition
 * @param jobFailureExpirationTime failures older than this no longer count; a duration text
 * @param savepointPolicy what is done about savepoints without being asked
 * @param template what a job looks like
 */
public record DeploymentSpec(
    DesiredState state,
    Optional<UUID> deploymentTargetId,
    Optional<String> deploymentTargetName,
    Optional<String> sessionClusterName,
    UpgradeStrategy upgradeStrategy,
    RestoreStrategy restoreStrategy,
    int maxJobCreationAttempts,
    int maxSavepointCreationAttempts,
    Optional<String> jobFailureExpirationTime,
    Optional<SavepointPolicy> savepointPolicy,
    DeploymentTemplate template) {
  /** The same with another wish. */
  public DeploymentSpec withState(DesiredState wish) {
    return new DeploymentSpec(
        wish,
        deploymentTargetId,
        deploymentTargetName,
        sessionClusterName,
        upgradeStrategy,
        restoreStrategy,
        maxJobCreationAttempts,
        maxSavepointCreationAttempts,
        jobFailureExpirationTime,
        savepointPolicy,
        template);
  }
}
