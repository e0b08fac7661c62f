package io.weir.command.deployment;

/**
 * What follows from a command, whichever it is; the aggregate, the preview and the simulation ask
 * here, so that none of them can judge differently.
 */
public final class DeploymentDecider {
  private DeploymentDecider() {}

  /**
   * Decides.
   *
   * @param state what the deployment is; null when it does not exist yet
   */
  public static Outcome decide(DeploymentState state, DeploymentCommand command, Moment moment) {
    return switch (command) {
      case RegisterDeployment c -> EditDecider.decide(c, moment);
      // The edit may depend on what is there: it is not even computed for what was deleted.
      case EditDeployment c ->
          state.deleted()
              ? EditDecider.notFound(state)
              : EditDecider.decide(state, c.edit().of(state), moment);
      case ForkDeployment c -> ForkDecider.decide(c, moment);
      case UndeleteDeployment c -> UndeleteDecider.decide(state, c, moment);
      case DeleteDeployment c -> EditDecider.decide(state, c, moment);
      case RestartDeployment c -> RestartDecider.decide(state, c, moment);
      case RollBackDeployment c -> RollbackDecider.decide(state, c, moment);
      case TriggerSavepoint c -> SavepointDecider.decide(state, c, moment);
      case CopySavepoint c -> CopyDecider.decide(state, c, moment);
      case DeleteSavepoint c -> DisposalDecider.decide(state, c, moment);
      case PinSavepoint c -> PinDecider.decide(state, c, moment);
      case UnpinSavepoint c -> PinDecider.decide(state, c, moment);
      case TakeScheduledSavepoint c -> ScheduleDecider.decide(state, c, moment);
      case AcceptReport c -> ReportDecider.decide(state, c.report(), moment);
    };
  }
}
