package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.state;
import static io.weir.command.deployment.Samples.template;
import static io.weir.command.deployment.Samples.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.preview.AllowedActions;
import io.weir.command.preview.Effect;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.RescaleUnsuccessful;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RescaleTest {
  private static final Map<String, String> ADAPTIVE = Map.of("jobmanager.scheduler", "Adaptive");

  @Test
  void takesANewScaleInPlaceWhereNothingElseChanged() {
    Story story =
        running()
            .edit(scale(3))
            .happened("DeploymentSpecRevised", "TransitionStarted", "RescaleRequested")
            .is(ActualState.TRANSITIONING);
    RescaleRequested asked = story.newest(RescaleRequested.class);
    assertThat(asked.parallelism()).isEqualTo(3);
    assertThat(asked.numberOfTaskManagers()).isEqualTo(3);
    assertThat(asked.generation()).isEqualTo(2);
    assertThat(asked.deadline()).isEqualTo(story.now().plusSeconds(300));
    assertThat(story.newest(TransitionStarted.class).upgradeStrategy()).isEmpty();
    applied(story).happened("JobRescaled", "TransitionCompleted").is(ActualState.RUNNING);
    assertThat(story.state().job().orElseThrow().generation()).isEqualTo(2);
    assertThat(story.state().job().orElseThrow().spec().parallelism()).isEqualTo(3);
    applied(story).unchanged(Skip.NOT_THE_CURRENT_STEP);
    story.edit(scale(1)).happened("DeploymentSpecRevised", "TransitionStarted", "RescaleRequested");
  }

  @Test
  void saysBeforehandThatNothingRestartsAndWhichScaleComes() {
    Effect effect = running().edit(scale(3)).effect();
    assertThat(effect.rescale()).contains(new Effect.Rescale(3, 3));
    assertThat(effect.restarts()).isFalse();
    assertThat(effect.stop()).isEqualTo(Effect.Stop.NONE);
    assertThat(effect.restore()).isEmpty();
    assertThat(effect.stateLoss()).isEqualTo(Effect.StateLoss.NOTHING);
    assertThat(effect.expected()).isEmpty();
    assertThat(effect.endsAt()).isEqualTo(ActualState.RUNNING);
    assertThat(effect.summary())
        .isEqualTo("No restart: the running job goes on with parallelism 3 on 3 TaskManagers.");

    Effect afterTheStart =
        Story.of(all(state(DesiredState.RUNNING), scale(1))).edit(scale(2)).effect();
    assertThat(afterTheStart.rescale()).contains(new Effect.Rescale(2, 2));
    assertThat(afterTheStart.summary())
        .isEqualTo(
            "First the transition to RUNNING that is under way ends. No restart: the running job"
                + " goes on with parallelism 2 on 2 TaskManagers.");

    Effect replaced = running().edit(template(template("file:///new.jar", 3, ADAPTIVE))).effect();
    assertThat(replaced.rescale()).isEmpty();
    assertThat(replaced.restarts()).isTrue();
  }

  @Test
  void allowsWhileItScalesWhatEveryTransitionAllows() {
    Story story = running().edit(scale(3));
    assertThat(allowed(story))
        .isEqualTo(allowed(running().edit(template(template("file:///new.jar", 1, ADAPTIVE)))));
    assertThat(allowed(applied(story))).isEqualTo(allowed(running()));
  }

  @Test
  void replacesTheJobWhereMoreChangedOrFlinkCannot() {
    running()
        .edit(template(template("file:///new.jar", 3, ADAPTIVE)))
        .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    running()
        .edit(template(template("file:///orders.jar", 3, Map.of())))
        .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    Story.running()
        .edit(template(template("file:///orders.jar", 3, Map.of())))
        .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    Story.of(
            all(
                state(DesiredState.RUNNING),
                template(
                    template(
                        "file:///orders.jar",
                        1,
                        Map.of("jobmanager.scheduler", "adaptive", "scheduler-mode", "reactive")))))
        .comesUp()
        .edit(
            template(
                template(
                    "file:///orders.jar",
                    2,
                    Map.of("jobmanager.scheduler", "adaptive", "scheduler-mode", "reactive"))))
        .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
  }

  @Test
  void touchesNothingUnderUpgradeNone() {
    running()
        .edit(upgrade(UpgradeStrategy.Kind.NONE))
        .edit(scale(3))
        .happened("DeploymentSpecRevised")
        .is(ActualState.RUNNING);
  }

  @Test
  void replacesTheJobByItsStrategyWhenFlinkRefuses() {
    Story story = running().edit(scale(3));
    refused(story).happened("JobRescaleFailed", "SavepointRequested");
    assertThat(story.newest(JobRescaleFailed.class).upgradeStrategy())
        .contains(UpgradeStrategy.Kind.STATEFUL);
    story
        .written()
        .ends(FinalStatus.FINISHED)
        .gone()
        .happened("ClusterRemoved", "JobRequested")
        .comesUp()
        .is(ActualState.RUNNING);
    assertThat(story.requestedJob().spec().parallelism()).isEqualTo(3);

    Story stateless = running().edit(upgrade(UpgradeStrategy.Kind.STATELESS)).edit(scale(3));
    refused(stateless).happened("JobRescaleFailed", "JobStopRequested");
  }

  @Test
  void givesWayToANewerWish() {
    Story suspended = running().edit(scale(3)).wish(DesiredState.SUSPENDED);
    suspended.happened("DeploymentSpecRevised");
    applied(suspended)
        .happened("JobRescaled", "TransitionCompleted", "TransitionStarted", "SavepointRequested");

    Story refused = running().edit(scale(3)).edit(scale(4));
    refused(refused)
        .happened(
            "JobRescaleFailed", "TransitionFailed", "TransitionStarted", "SavepointRequested");
    refused.written().ends(FinalStatus.FINISHED).gone();
    assertThat(refused.requestedJob().spec().parallelism())
        .as("who did not take a scale is not asked again: nobody knows how it is scaled")
        .isEqualTo(4);

    running()
        .edit(scale(3))
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised", "TransitionRedirected", "JobStopRequested");
  }

  @Test
  void endsFinishedWhenTheJobFinishedMeanwhileAndStartsAnewWhenItDied() {
    running()
        .edit(scale(3))
        .ends(FinalStatus.FINISHED)
        .happened("JobFinished", "ClusterTeardownRequested")
        .gone()
        .happened("ClusterRemoved", "TransitionCompleted")
        .is(ActualState.FINISHED);

    running()
        .edit(scale(3))
        .ends(FinalStatus.FINISHED)
        .wish(DesiredState.CANCELLED)
        .gone()
        .is(ActualState.CANCELLED);

    Story died = running().edit(scale(3)).dies("boom").gone();
    died.happened("ClusterRemoved", "JobRequested");
    assertThat(died.requestedJob().spec().parallelism()).isEqualTo(3);
  }

  private static List<AllowedActions.Action> allowed(Story story) {
    return AllowedActions.of(
            story.state(),
            new Moment(story.now(), new UUID(3, 3), 0.5, Samples.SETTINGS, SessionClusters.NONE))
        .stream()
        .filter(AllowedActions.Verdict::allowed)
        .map(AllowedActions.Verdict::action)
        .toList();
  }

  private static Story running() {
    return Story.of(all(state(DesiredState.RUNNING), scale(1))).comesUp();
  }

  private static UnaryOperator<DeploymentSpec> scale(int parallelism) {
    return template(template("file:///orders.jar", parallelism, ADAPTIVE));
  }

  private static Story applied(Story story) {
    return story.report(
        new RescaleApplied(
            Story.ID, story.job(), story.newest(RescaleRequested.class).generation()));
  }

  private static Story refused(Story story) {
    return story.report(
        new RescaleUnsuccessful(
            Story.ID,
            story.job(),
            story.newest(RescaleRequested.class).generation(),
            story.failure(FailureReason.RESCALE_REFUSED)));
  }
}
