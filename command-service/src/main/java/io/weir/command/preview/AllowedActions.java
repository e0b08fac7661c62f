package io.weir.command.preview;

import io.weir.command.decide.RefusalCode;
import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.CopySavepoint;
import io.weir.command.deployment.DataStanding;
import io.weir.command.deployment.DeleteDeployment;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.DeploymentDecider;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.EditDeployment;
import io.weir.command.deployment.ForkDeployment;
import io.weir.command.deployment.History;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.Outcome;
import io.weir.command.deployment.RanJob;
import io.weir.command.deployment.RestartDeployment;
import io.weir.command.deployment.ReviseDeployment;
import io.weir.command.deployment.RollBackDeployment;
import io.weir.command.deployment.TriggerSavepoint;
import io.weir.command.deployment.UndeleteDeployment;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.spec.DesiredState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What a user may ask of a deployment now, found out by asking the decider. */
public final class AllowedActions {
  /** The code of an action that would be accepted and change nothing. */
  public static final String NO_EFFECT = "NO_EFFECT";

  private AllowedActions() {}

  /** What clients offer as a button; the closed list. */
  public enum Action {
    /** {@code PATCH} with {@code spec.state} RUNNING. */
    START(state -> wish(state, DesiredState.RUNNING)),
    /** {@code PATCH} with {@code spec.state} SUSPENDED. */
    SUSPEND(state -> wish(state, DesiredState.SUSPENDED)),
    /** {@code PATCH} with {@code spec.state} CANCELLED. */
    CANCEL(state -> wish(state, DesiredState.CANCELLED)),
    /** {@code POST …/restart}. */
    RESTART(state -> new RestartDeployment(state.identity().id(), false)),
    /** {@code POST …/rollback} with the job of another template; without one, of the newest. */
    ROLLBACK(AllowedActions::rollback),
    /** {@code POST …/savepoints} without a location. */
    SAVEPOINT(state -> new TriggerSavepoint(state.identity().id(), new UUID(0, 0))),
    /** {@code POST …/savepoints} with the location of a savepoint of its own; here the newest. */
    RESET(AllowedActions::reset),
    /** {@code POST …/fork}. */
    FORK(AllowedActions::fork),
    /** {@code DELETE}. */
    DELETE(state -> new DeleteDeployment(state.identity().id())),
    /** {@code POST …/undelete}. */
    UNDELETE(state -> new UndeleteDeployment(state.identity().id()));

    private final Function<DeploymentState, DeploymentCommand> command;

    Action(Function<DeploymentState, DeploymentCommand> command) {
      this.command = command;
    }

    /** The command that the action sends, without any further word such as a confirmation. */
    public DeploymentCommand command(DeploymentState state) {
      return command.apply(state);
    }
  }

  /**
   * May it be asked?
   *
   * @param action what
   * @param code why not, for machines: a refusal's code or {@link #NO_EFFECT}
   * @param reason why not, for people, and what to do; both absent: it may
   */
  public record Verdict(Action action, Optional<String> code, Optional<String> reason) {
    public boolean allowed() {
      return code.isEmpty();
    }
  }

  /** One verdict per action, in the order of the list. */
  public static List<Verdict> of(DeploymentState state, Moment moment) {
    return Arrays.stream(Action.values()).map(action -> verdict(state, action, moment)).toList();
  }

  private static Verdict verdict(DeploymentState state, Action action, Moment moment) {
    if (action == Action.RESET && newest(state).isEmpty() && !state.deleted())
      return new Verdict(
          action,
          Optional.of(RefusalCode.SAVEPOINT_NOT_FOUND.name()),
          Optional.of(
              "The deployment "
                  + state.identity().name()
                  + " has no completed savepoint to reset to"));
    if (action == Action.ROLLBACK && state.history().ran().isEmpty() && !state.deleted())
      return new Verdict(
          action,
          Optional.of(RefusalCode.JOB_NOT_FOUND.name()),
          Optional.of("No job of " + state.identity().name() + " has come to run yet"));
    return switch (DeploymentDecider.decide(state, action.command(state), moment)) {
      case Outcome.Refused refused ->
          new Verdict(action, Optional.of(refused.code().name()), Optional.of(refused.message()));
      case Outcome.Unchanged unchanged -> noEffect(state, action);
      case Outcome.Accepted accepted ->
          changesNothing(accepted.events())
              ? noEffect(state, action)
              : new Verdict(action, Optional.empty(), Optional.empty());
    };
  }

  private static boolean changesNothing(List<DeploymentEvent> events) {
    return events.size() == 1
        && events.getFirst() instanceof DeploymentSpecRevised revised
        && revised.changes().isEmpty();
  }

  private static Verdict noEffect(DeploymentState state, Action action) {
    return new Verdict(
        action,
        Optional.of(NO_EFFECT),
        Optional.of(
            "The deployment "
                + state.identity().name()
                + " is to be "
                + state.wish().state()
                + " already"));
  }

  /** Which template that job ran, the state does not know; whether it is another one, it does. */
  private static DeploymentCommand rollback(DeploymentState state) {
    Optional<History.Ran> ran = state.history().ran().stream().findFirst();
    UUID jobId = ran.map(History.Ran::jobId).orElse(new UUID(0, 0));
    return new RollBackDeployment(
        state.identity().id(),
        jobId,
        RollbackRestore.LATEST,
        ran.map(
            r ->
                new RanJob(
                    jobId,
                    r.generation(),
                    state.wish().spec(),
                    state.wish().target(),
                    Optional.empty())));
  }

  private static DeploymentCommand reset(DeploymentState state) {
    String location = newest(state).flatMap(CataloguedSavepoint::location).orElse("");
    return new CopySavepoint(
        state.identity().id(),
        new UUID(0, 0),
        location,
        Optional.empty(),
        Optional.empty(),
        DataStanding.unheardOf(location));
  }

  private static Optional<CataloguedSavepoint> newest(DeploymentState state) {
    return state.catalogue().savepoints().reversed().stream()
        .filter(savepoint -> savepoint.phase() == CataloguedSavepoint.Phase.COMPLETED)
        .findFirst();
  }

  private static DeploymentCommand fork(DeploymentState state) {
    return new ForkDeployment(
        new UUID(0, 0), state.identity().name(), Optional.empty(), state, Optional.empty());
  }

  private static DeploymentCommand wish(DeploymentState state, DesiredState wanted) {
    return new EditDeployment(
        state.identity().id(),
        now ->
            new ReviseDeployment(
                now.identity().id(),
                now.identity().displayName(),
                now.identity().labels(),
                now.identity().annotations(),
                now.wish().spec().withState(wanted),
                now.wish().target(),
                false,
                false));
  }
}
