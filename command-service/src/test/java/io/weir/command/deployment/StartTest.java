package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.attempts;
import static io.weir.command.deployment.Samples.jar;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.report.JobRunning;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartTest {
  @Test
  void registersAtRestWhenCancelledIsWished() {
    Story.of(s -> s).happened("DeploymentRegistered").is(ActualState.CANCELLED);
  }

  @Test
  void requestsTheFirstJobInTheSameAppendAndBeginsEmpty() {
    Story story =
        Story.of(state(DesiredState.RUNNING))
            .happened("DeploymentRegistered", "TransitionStarted", "JobRequested")
            .is(ActualState.TRANSITIONING);

    JobRequested job = story.requestedJob();
    assertThat(job.restore().rule()).isEqualTo(RestoreRule.FIRST_START);
    assertThat(job.restore().chosen()).isEmpty();
    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.maxAttempts()).isEqualTo(4);
    assertThat(job.generation()).isEqualTo(1);
    assertThat(job.clusterName()).isEqualTo("job-" + job.jobId());
    assertThat(job.target().kubernetesNamespace()).isEqualTo("flink-jobs");
    assertThat(job.deadline()).isEqualTo(job.notBefore().plus(Duration.ofMinutes(5)));
  }

  @Test
  void recordsEachStepAndIsRunningWhenFlinkSaysSo() {
    Story.running()
        .happened("JobStarted", "TransitionCompleted")
        .is(ActualState.RUNNING)
        .wish(DesiredState.RUNNING)
        .happened("DeploymentSpecRevised")
        .is(ActualState.RUNNING);
  }

  @Test
  void takesAMissedStepForGranted() {
    Story story = Story.of(state(DesiredState.RUNNING));

    story
        .report(new JobRunning(Story.ID, story.job(), Optional.of("file:///x")))
        .happened("JobStarted", "TransitionCompleted");
  }

  @Test
  void waitsForTheLastClusterToBeGoneBeforeTheNextAttempt() {
    Story story =
        Story.of(state(DesiredState.RUNNING))
            .fails(FailureReason.JOB_FAILED)
            .happened("JobStartFailed", "ClusterTeardownRequested");
    JobStartFailed failed = story.newest(JobStartFailed.class);

    assertThat(failed.retryAt()).contains(story.now().plusSeconds(1));
    story.gone().happened("ClusterRemoved", "JobRequested");
    assertThat(story.requestedJob().attempt()).isEqualTo(2);
    assertThat(story.requestedJob().notBefore()).isEqualTo(failed.retryAt().get());
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.NO_STATE_YET);
  }

  @Test
  void doublesTheBackOffAndGivesUpWithEveryCause() {
    Story story = Story.of(state(DesiredState.RUNNING));
    for (int attempt = 1; attempt <= 3; attempt++) {
      story.fails(FailureReason.JOB_FAILED);
      assertThat(story.newest(JobStartFailed.class).retryAt())
          .contains(story.now().plusSeconds(1L << (attempt - 1)));
      story.gone().happened("ClusterRemoved", "JobRequested");
    }
    story.fails(FailureReason.JOB_FAILED).happened("JobStartFailed", "ClusterTeardownRequested");
    assertThat(story.newest(JobStartFailed.class).retryAt()).isEmpty();

    story.gone().happened("ClusterRemoved", "TransitionFailed").is(ActualState.FAILED);

    TransitionFailed failed = story.newest(TransitionFailed.class);
    assertThat(failed.failure().reason()).isEqualTo(FailureReason.ATTEMPTS_EXHAUSTED);
    assertThat(failed.failure().message()).contains("All 4 attempts failed");
    assertThat(failed.causes()).hasSize(4);
  }

  @Test
  void doesNotRepeatWhatCannotSucceed() {
    Story story =
        Story.of(state(DesiredState.RUNNING)).fails(FailureReason.TARGET_NOT_FOUND).gone();

    story.happened("ClusterRemoved", "TransitionFailed");
    assertThat(story.newest(TransitionFailed.class).failure().reason())
        .isEqualTo(FailureReason.TARGET_NOT_FOUND);
  }

  @Test
  void takesAJobThatEndsBeforeItRanForAFailedAttempt() {
    Story.of(state(DesiredState.RUNNING))
        .ends(FinalStatus.FAILED)
        .happened("JobStartFailed", "ClusterTeardownRequested");
  }

  @Test
  void takesAShortJobForFinished() {
    Story.of(state(DesiredState.RUNNING))
        .ends(FinalStatus.FINISHED)
        .happened("JobFinished", "ClusterTeardownRequested", "TransitionCompleted")
        .is(ActualState.FINISHED)
        .gone()
        .happened("ClusterRemoved")
        .is(ActualState.FINISHED);
  }

  @Test
  void leavesFailedByATemplateChangeByARetryOrByAnotherWishOnly() {
    Story.of(all(state(DesiredState.RUNNING), attempts(1)))
        .fails(FailureReason.JOB_FAILED)
        .gone()
        .is(ActualState.FAILED)
        .wish(DesiredState.RUNNING)
        .happened("DeploymentSpecRevised")
        .edit(attempts(2))
        .happened("DeploymentSpecRevised")
        .is(ActualState.FAILED)
        .edit(jar("file:///b.jar"))
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested")
        .fails(FailureReason.FORBIDDEN)
        .gone()
        .edit(s -> s, false, true)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested")
        .fails(FailureReason.FORBIDDEN)
        .gone()
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised", "TransitionStarted", "TransitionCompleted")
        .is(ActualState.CANCELLED);
  }

  @Test
  void refusesToBeginEmptyAfterAJobThatHadStateUnlessConfirmed() {
    Story story = Story.running().wish(DesiredState.CANCELLED).cancelledAndGone();

    story
        .wish(DesiredState.RUNNING)
        .refused(RefusalCode.NO_RESTORE_POINT)
        .is(ActualState.CANCELLED);
    assertThat(((Outcome.Refused) story.last()).message()).contains("confirmEmptyStart=true");
    story
        .edit(state(DesiredState.RUNNING), true, false)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested");
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.EMPTY_START_CONFIRMED);
    story.fails(FailureReason.JOB_FAILED).gone().happened("ClusterRemoved", "JobRequested");
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.EMPTY_START_CONFIRMED);
  }

  @Test
  void beginsEmptyByTheUsersWordAndSaysWhatWasLeftAside() {
    Story story =
        Story.running()
            .copy(1, "file:///old")
            .wish(DesiredState.CANCELLED)
            .cancelledAndGone()
            .edit(all(state(DesiredState.RUNNING), restore(RestoreStrategy.Kind.NONE)));

    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.NONE);
    assertThat(story.requestedJob().restore().chosen()).isEmpty();
    assertThat(story.requestedJob().restore().allowNonRestoredState()).isTrue();
    assertThat(story.requestedJob().restore().rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.why()).contains("NONE"));
  }

  @Test
  void restoresFromTheNewestAndExplainsTheRest() {
    Story story =
        Story.running()
            .copy(1, "file:///one")
            .copy(2, "file:///two")
            .wish(DesiredState.CANCELLED)
            .cancelledAndGone()
            .wish(DesiredState.RUNNING);

    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.LATEST_STATE);
    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .isEqualTo("file:///two");
    assertThat(story.requestedJob().restore().chosen().orElseThrow().age()).isPositive();
    assertThat(story.requestedJob().restore().rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.location()).contains("file:///one"));
  }

  @Test
  void skipsRetainedCheckpointsUnderLatestSavepoint() {
    Story story = Story.running().copy(1, "file:///one").dies("boom").gone();
    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .startsWith("file:///chk/");

    story =
        Story.running()
            .copy(1, "file:///one")
            .edit(restore(RestoreStrategy.Kind.LATEST_SAVEPOINT))
            .dies("boom")
            .gone();
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.LATEST_SAVEPOINT);
    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .isEqualTo("file:///one");
    assertThat(story.requestedJob().restore().rejected())
        .anySatisfy(r -> assertThat(r.why()).contains("retained checkpoint"));
  }

  @Test
  void resolvesImagePlaceholdersAndStorageIntoTheJob() {
    Story story =
        Story.of(
            all(
                Samples.template(
                    Samples.template(
                        "file:///a.jar",
                        3,
                        Map.of(
                            "taskmanager.numberOfTaskSlots", "2",
                            "a", "{{namespace}}/{{deploymentName}}/{{deploymentId}}/{{jobId}}",
                            "secret", "${TOKEN}"))),
                state(DesiredState.RUNNING)));
    JobRequested job = story.requestedJob();
    Map<String, String> effective = job.spec().flinkConfiguration();

    assertThat(job.spec().image()).isEqualTo("flink:2.3.0");
    assertThat(job.spec().slotsPerTaskManager()).isEqualTo(2);
    assertThat(job.spec().numberOfTaskManagers()).isEqualTo(2);
    assertThat(effective)
        .containsEntry("a", "default/orders/" + Story.ID + "/" + job.jobId())
        .containsEntry("secret", "${TOKEN}")
        .containsEntry("high-availability.type", "kubernetes")
        .containsEntry("kubernetes.cluster-id", job.clusterName())
        .containsEntry(
            "state.checkpoints.dir",
            "file:///data/storage/flink-checkpoints/namespaces/default/deployments/"
                + Story.ID
                + "/"
                + job.jobId());
    assertThat(job.spec().userFlinkConfiguration()).hasSize(3);
  }

  @Test
  void leavesTheUsersOwnHighAvailabilityAlone() {
    Story story =
        Story.of(
            all(
                Samples.template(
                    Samples.template(
                        "file:///a.jar", 1, Map.of("high-availability", "vvp-kubernetes"))),
                state(DesiredState.RUNNING)));

    assertThat(story.requestedJob().spec().flinkConfiguration())
        .containsEntry("high-availability", "kubernetes")
        .doesNotContainKey("high-availability.type");
  }
}
