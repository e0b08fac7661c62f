package io.weir.simulation;

import io.weir.command.deployment.CopySavepoint;
import io.weir.command.deployment.DataStanding;
import io.weir.command.deployment.DeleteDeployment;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.EditDeployment;
import io.weir.command.deployment.RegisterDeployment;
import io.weir.command.deployment.RestartDeployment;
import io.weir.command.deployment.ReviseDeployment;
import io.weir.command.deployment.RollBackDeployment;
import io.weir.command.deployment.TakeScheduledSavepoint;
import io.weir.command.deployment.TriggerSavepoint;
import io.weir.command.deployment.UndeleteDeployment;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.SavepointPolicy;
import io.weir.events.spec.SavepointSchedule;
import io.weir.events.spec.TemplateMetadata;
import io.weir.events.spec.TemplateSpec;
import io.weir.events.spec.UpgradeStrategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** People who want this, and a moment later that. */
final class Users {
  private static final Optional<JobTarget> TARGET =
      Optional.of(new JobTarget("default", "default"));

  private static final SavepointPolicy EVERY_MINUTE =
      new SavepointPolicy(
          Optional.of(
              new SavepointSchedule(Optional.of("60s"), Optional.empty(), Optional.empty())),
          Optional.empty());

  private static final Map<String, String> KEPT =
      Map.of("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
  private static final Map<String, String> ADAPTIVE =
      Map.of(
          "jobmanager.scheduler",
          "adaptive",
          "execution.checkpointing.externalized-checkpoint-retention",
          "RETAIN_ON_CANCELLATION");

  private final RandomGenerator random;
  private final boolean onSessions;
  private int counter;

  /**
   * @param onSessions whether the deployment runs on the session cluster at times
   */
  Users(RandomGenerator random, boolean onSessions) {
    this.random = random;
    this.onSessions = onSessions;
  }

  private boolean onSession() {
    return onSessions && random.nextInt(3) > 0;
  }

  DeploymentCommand first() {
    boolean session = onSession();
    return new RegisterDeployment(
        CommandSide.DEPLOYMENT,
        "default",
        "simulated",
        Optional.empty(),
        Map.of(),
        Map.of(),
        new DeploymentSpec(
            random.nextBoolean() ? DesiredState.RUNNING : DesiredState.CANCELLED,
            Optional.empty(),
            session ? Optional.empty() : Optional.of("default"),
            session ? Optional.of(SessionSide.NAME) : Optional.empty(),
            new UpgradeStrategy(UpgradeStrategy.Kind.STATEFUL),
            new RestoreStrategy(RestoreStrategy.Kind.LATEST_STATE, false),
            1 + random.nextInt(4),
            1 + random.nextInt(4),
            Optional.empty(),
            random.nextBoolean() ? Optional.empty() : Optional.of(EVERY_MINUTE),
            template(1, session)),
        session ? Optional.empty() : TARGET);
  }

  /** What somebody wants of the session cluster, now and then. */
  Optional<UnaryOperator<SessionClusterSpec>> ofTheSession() {
    if (!onSessions || random.nextInt(4) > 0) return Optional.empty();
    return Optional.of(
        switch (random.nextInt(6)) {
          case 0, 1 -> s -> s.with(DesiredSessionState.STOPPED, s.numberOfTaskManagers());
          case 2 -> s -> s.with(s.state(), 1 + counter % 3);
          default -> s -> s.with(DesiredSessionState.RUNNING, s.numberOfTaskManagers());
        });
  }

  DeploymentCommand next() {
    counter++;
    boolean word = random.nextInt(4) == 0;
    return switch (random.nextInt(26)) {
      case 0, 1, 2, 3, 4 -> wish(DesiredState.RUNNING, word);
      case 5, 6 -> wish(DesiredState.SUSPENDED, word);
      case 7, 8 -> wish(DesiredState.CANCELLED, word);
      case 9, 10, 11 -> edit(moves(onSession()), word);
      case 12, 13 -> rescale(1 + random.nextInt(3), word);
      case 14 -> edit(s -> with(s, any(UpgradeStrategy.Kind.values())), word);
      case 15 -> edit(s -> with(s, any(RestoreStrategy.Kind.values())), word);
      case 16 ->
          random.nextBoolean()
              ? edit(s -> s, word)
              : new UndeleteDeployment(CommandSide.DEPLOYMENT);
      case 17, 18 -> new RestartDeployment(CommandSide.DEPLOYMENT, word);
      case 19, 20 -> new TriggerSavepoint(CommandSide.DEPLOYMENT, new UUID(9, counter));
      case 21, 22 -> new TakeScheduledSavepoint(CommandSide.DEPLOYMENT);
      // Which job it is, the command side looks up in its log.
      case 23, 24 ->
          new RollBackDeployment(
              CommandSide.DEPLOYMENT,
              new UUID(0, random.nextInt(1000)),
              any(RollbackRestore.values()),
              Optional.empty());
      default ->
          random.nextInt(8) == 0
              ? new DeleteDeployment(CommandSide.DEPLOYMENT)
              : new CopySavepoint(
                  CommandSide.DEPLOYMENT,
                  new UUID(9, counter),
                  "sim:///copy-" + counter,
                  Optional.empty(),
                  Optional.empty(),
                  DataStanding.unheardOf("sim:///copy-" + counter));
    };
  }

  private static DeploymentCommand rescale(int parallelism, boolean word) {
    return edit(
        s -> {
          TemplateSpec t = s.template().spec();
          return with(
              s,
              new DeploymentTemplate(
                  s.template().metadata(),
                  new TemplateSpec(
                      t.artifact(),
                      parallelism,
                      t.numberOfTaskManagers(),
                      t.resources(),
                      t.flinkConfiguration(),
                      t.logging(),
                      t.kubernetes())));
        },
        word);
  }

  private <T> T any(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private static DeploymentCommand wish(DesiredState state, boolean word) {
    return edit(
        s -> copy(s, state, s.upgradeStrategy().kind(), s.restoreStrategy().kind(), s.template()),
        word);
  }

  private static DeploymentCommand edit(UnaryOperator<DeploymentSpec> change, boolean word) {
    return new EditDeployment(
        CommandSide.DEPLOYMENT, state -> revision(state, change.apply(state.wish().spec()), word));
  }

  private static ReviseDeployment revision(
      DeploymentState state, DeploymentSpec spec, boolean word) {
    return new ReviseDeployment(
        state.identity().id(),
        state.identity().displayName(),
        state.identity().labels(),
        state.identity().annotations(),
        spec,
        spec.sessionClusterName().isPresent() ? Optional.empty() : TARGET,
        word,
        word);
  }

  /** Another template; the deployment goes there or stays. */
  private UnaryOperator<DeploymentSpec> moves(boolean session) {
    return s ->
        new DeploymentSpec(
            s.state(),
            s.deploymentTargetId(),
            session ? Optional.empty() : Optional.of("default"),
            session ? Optional.of(SessionSide.NAME) : Optional.empty(),
            s.upgradeStrategy(),
            s.restoreStrategy(),
            s.maxJobCreationAttempts(),
            s.maxSavepointCreationAttempts(),
            s.jobFailureExpirationTime(),
            s.savepointPolicy(),
            template(counter, session));
  }

  private static DeploymentSpec with(DeploymentSpec s, DeploymentTemplate template) {
    return copy(s, s.state(), s.upgradeStrategy().kind(), s.restoreStrategy().kind(), template);
  }

  private static DeploymentSpec with(DeploymentSpec s, UpgradeStrategy.Kind upgrade) {
    return copy(s, s.state(), upgrade, s.restoreStrategy().kind(), s.template());
  }

  private static DeploymentSpec with(DeploymentSpec s, RestoreStrategy.Kind restore) {
    return copy(s, s.state(), s.upgradeStrategy().kind(), restore, s.template());
  }

  private static DeploymentSpec copy(
      DeploymentSpec s,
      DesiredState state,
      UpgradeStrategy.Kind upgrade,
      RestoreStrategy.Kind restore,
      DeploymentTemplate template) {
    return new DeploymentSpec(
        state,
        s.deploymentTargetId(),
        s.deploymentTargetName(),
        s.sessionClusterName(),
        new UpgradeStrategy(upgrade),
        new RestoreStrategy(restore, false),
        s.maxJobCreationAttempts(),
        s.maxSavepointCreationAttempts(),
        s.jobFailureExpirationTime(),
        s.savepointPolicy(),
        template);
  }

  private static DeploymentTemplate template(int version, boolean session) {
    ResourceSpec resources = new ResourceSpec(BigDecimal.ONE, "1600m");
    return new DeploymentTemplate(
        new TemplateMetadata(Map.of()),
        new TemplateSpec(
            new Artifact(
                Artifact.Kind.JAR,
                Optional.of("file:///opt/jobs/words.jar?version=" + version),
                Optional.of("com.example.Words"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of("2.3"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            1,
            Optional.empty(),
            session ? Map.of() : Map.of("jobmanager", resources, "taskmanager", resources),
            session ? KEPT : ADAPTIVE,
            new Logging(Optional.empty(), Map.of(), Optional.empty()),
            Optional.empty()));
  }
}
