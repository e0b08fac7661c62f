package io.weir.command.view;

import io.weir.appmanager.DeploymentStatus.AllowedAction;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.Recorded;
import io.weir.command.preview.AllowedActions;
import java.util.List;

/**
 * What may be asked of a deployment, for the read side.
 *
 * @param resourceVersion the version that was judged
 * @param allowedActions one entry per action
 */
public record AllowedActionsView(long resourceVersion, List<AllowedAction> allowedActions) {
  public AllowedActionsView {
    allowedActions = List.copyOf(allowedActions);
  }

  /** The judgement on what the log has now. */
  public static AllowedActionsView of(Recorded recorded, Moment moment) {
    return new AllowedActionsView(
        recorded.version(),
        AllowedActions.of(recorded.state(), moment).stream()
            .map(
                verdict ->
                    new AllowedAction(
                        verdict.action().name(),
                        verdict.allowed(),
                        verdict.code(),
                        verdict.reason()))
            .toList());
  }
}
