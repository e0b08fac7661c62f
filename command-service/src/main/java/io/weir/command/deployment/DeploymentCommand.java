package io.weir.command.deployment;

import java.util.UUID;

/** Something that is asked of one deployment. */
public sealed interface DeploymentCommand
    permits RegisterDeployment,
        EditDeployment,
        ForkDeployment,
        DeleteDeployment,
        RestartDeployment,
        RollBackDeployment,
        UndeleteDeployment,
        TriggerSavepoint,
        CopySavepoint,
        DeleteSavepoint,
        PinSavepoint,
        UnpinSavepoint,
        TakeScheduledSavepoint,
        AcceptReport {
  /** The deployment. */
  UUID deploymentId();
}
