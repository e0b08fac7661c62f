package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.attempts;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static io.weir.command.deployment.Samples.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.UpgradeStrategy;
import org.junit.jupiter.api.Test;

class RestartTest {
  @Test
  void replacesARunningJobFromTheSavepointThatItTakes() {
    Story story =
        Story.running().restart(false).happened("TransitionStarted", "SavepointRequested");
    assertThat(story.newest(TransitionStarted.class).cause())
        .isEqualTo(TransitionCause.RESTART_REQUESTED);
    assertThat(story.newest(TransitionStarted.class).upgradeStrategy())
        .contains(UpgradeStrategy.Kind.STATEFUL);

    var savepoint = story.openSavepoint();
    story.written().ends(FinalStatus.FINISHED).gone().happened("ClusterRemoved", "JobRequested");

    assertThat(story.requestedJob().restore().chosen().orElseThrow().savepointId())
        .isEqualTo(savepoint);
    story.comesUp().is(ActualState.RUNNING);
  }

  @Test
  void replacesStatefullyUnderUpgradeNoneToo() {
    Story.running()
        .edit(upgrade(UpgradeStrategy.Kind.NONE))
        .restart(false)
        .happened("TransitionStarted", "SavepointRequested");
  }

  @Test
  void replacesWithoutASavepointUnderStateless() {
    Story story =
        Story.running()
            .edit(upgrade(UpgradeStrategy.Kind.STATELESS))
            .restart(false)
            .happened("TransitionStarted", "JobStopRequested")
            .cancelledAndGone()
            .happened("ClusterRemoved", "JobRequested");
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.EMPTY_START_CONFIRMED);
  }

  @Test
  void startsWhatFinishedOrFailedWithFreshAttempts() {
    Story.running()
        .ends(FinalStatus.FINISHED)
        .gone()
        .edit(restore(RestoreStrategy.Kind.NONE))
        .restart(false)
        .happened("TransitionStarted", "JobRequested");

    Story failed =
        Story.of(all(state(DesiredState.RUNNING), attempts(1)))
            .fails(FailureReason.JOB_FAILED)
            .gone()
            .is(ActualState.FAILED)
            .restart(false)
            .happened("TransitionStarted", "JobRequested");
    assertThat(failed.requestedJob().attempt()).isEqualTo(1);
  }

  @Test
  void waitsForTheClusterOfWhatJustFinished() {
    Story.running()
        .copy(1, "file:///s")
        .ends(FinalStatus.FINISHED)
        .restart(false)
        .happened("TransitionStarted")
        .gone()
        .happened("ClusterRemoved", "JobRequested");
  }

  @Test
  void refusesToBeginEmptyUnlessConfirmed() {
    Story finished = Story.running().ends(FinalStatus.FINISHED).gone();

    finished.restart(false).refused(RefusalCode.NO_RESTORE_POINT).is(ActualState.FINISHED);
    finished.restart(true).happened("TransitionStarted", "JobRequested");
  }

  @Test
  void refusesWhatIsNotToRunWhatIsUnderWayAndWhatIsDeleted() {
    Story.of(s -> s).restart(false).refused(RefusalCode.NOT_WANTED_RUNNING);
    Story.of(state(DesiredState.RUNNING)).restart(false).refused(RefusalCode.TRANSITION_UNDER_WAY);
    Story.of(s -> s).delete().restart(false).refused(RefusalCode.NOT_FOUND);
    Story.withoutStorage(state(DesiredState.RUNNING))
        .comesUp()
        .restart(false)
        .refused(RefusalCode.SAVEPOINT_DIRECTORY_MISSING);
  }

  @Test
  void servesAWishThatComesWhileItRestarts() {
    Story.running()
        .restart(false)
        .written()
        .wish(DesiredState.SUSPENDED)
        .happened("DeploymentSpecRevised")
        .ends(FinalStatus.FINISHED)
        .gone()
        .happened("ClusterRemoved", "JobRequested")
        .comesUp()
        .happened("JobStarted", "TransitionCompleted", "TransitionStarted", "SavepointRequested");
  }
}
