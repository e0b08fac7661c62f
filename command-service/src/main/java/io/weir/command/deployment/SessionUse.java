package io.weir.command.deployment;

import java.util.UUID;

/** Whether a session cluster may be stopped for all that a deployment does. */
public final class SessionUse {
  private SessionUse() {}

  /**
   * Whether the deployment has a job on the session cluster, or what is under way may place its
   * next one there.
   *
   * @param name the session cluster's name
   */
  public static boolean of(DeploymentState state, UUID sessionClusterId, String name) {
    boolean onIt =
        state
            .job()
            .flatMap(CurrentJob::placed)
            .filter(placed -> placed.session().sessionClusterId().equals(sessionClusterId))
            .isPresent();
    boolean named = state.wish().spec().sessionClusterName().filter(name::equals).isPresent();
    return onIt || named && state.transition().isPresent();
  }
}
